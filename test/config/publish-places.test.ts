import { describe, expect, it } from 'vitest';
import { readConfigFile } from '../../src/config/read-config-file.js';
import { LectorError } from '../../src/errors.js';

const read = (publish: string) => readConfigFile(`title: A show\n${publish}\n`, 'lector.yaml').values.publish;

function faultOf(publish: string): unknown {
  try {
    return read(publish);
  } catch (error) {
    if (!(error instanceof LectorError)) throw error;
    return [error.code, error.place?.line, error.exitCode, `${error.message} ${error.hint ?? ''}`];
  }
}

describe('places to publish to', () => {
  it('are one, several by name, or named after their kind', () => {
    const folder = { target: 'folder', path: '/srv/www' };
    expect(read('publish: {target: folder, path: /srv/www}')).toEqual({ '': folder });
    expect(read('publish: {live: {target: folder, path: /srv/www}}')).toEqual({ live: folder });
    expect(read('publish: {folder: {path: /srv/www}}')).toEqual({ folder });
    expect(read('')).toEqual({});
    expect(read('publish: {s3: {bucket: my-show}}')).toEqual({
      s3: {
        target: 's3',
        bucket: 'my-show',
        prefix: '',
        accessKeyId: '${AWS_ACCESS_KEY_ID}',
        secretAccessKey: '${AWS_SECRET_ACCESS_KEY}',
        sessionToken: '${AWS_SESSION_TOKEN}',
      },
    });
  });

  it.each([
    ['publish: {s3: {bucket: "My_Bucket/.."}}', 'E_S3_BUCKET', 'publish.s3.bucket "My_Bucket/.."'],
    ['publish: {target: s3, bucket: 192.168.1.1}', 'E_S3_BUCKET', 'publish.bucket "192.168.1.1"'],
    ['publish:\n  target: s3\n  bucket: abc\n  prefx: x', 'E_UNKNOWN_KEY', 'did you mean "prefix"?', 5],
    [
      'publish:\n  live:\n    target: s4\n    bucket: x',
      'E_FIELD_TYPE',
      'publish.live.target "s4" is not one of: folder, s3, rsync, sftp, git',
      4,
    ],
    ['publish: {live: {bucket: abc}}', 'E_FIELD_MISSING', 'publish.live.target is missing'],
    ['publish: {target: s3}', 'E_FIELD_MISSING', 'publish.bucket is missing'],
    ['publish: {target: s3, bucket: abc, endpoint: ftp://x}', 'E_URL', 'publish.endpoint "ftp://x"'],
    ['publish: {target: s3, bucket: abc, prefix: a/../b}', 'E_FIELD_TYPE', 'publish.prefix'],
    ['publish: {target: git, remote: "https://me:x@example.org/s.git"}', 'E_SECRET_IN_CONFIG', 'publish.remote'],
    ['publish: {target: git, remote: "ext::sh -c x"}', 'E_URL', 'publish.remote "ext::sh'],
    [
      'publish: {target: git, remote: x, branch: -x}',
      'E_FIELD_TYPE',
      'publish.branch "-x" is not the name of a branch',
    ],
    ['publish: {target: rsync, to: "--server"}', 'E_URL', 'publish.to "--server"'],
    ['publish: {target: sftp, host: -oProxyCommand=x, path: /x}', 'E_URL', 'publish.host'],
    ['publish: {target: sftp, host: example.org, path: x}', 'E_FIELD_TYPE', 'publish.path "x"'],
    ['hooks: {podping: {token: abc}}', 'E_SECRET_IN_CONFIG', 'hooks.podping.token'],
    ['publish: [s3]', 'E_FIELD_TYPE', 'publish'],
  ])('%s is refused with %s', (text, code, says, line = 2) => {
    expect(faultOf(text)).toEqual([code, line, 3, expect.stringContaining(says)]);
  });

  it('hold no secret, and a message about one does not repeat it', () => {
    const fault = faultOf('publish: {target: s3, bucket: abc, secretAccessKey: wJalrXUtnFEMI}');
    expect(fault).toEqual(['E_SECRET_IN_CONFIG', 2, 3, expect.not.stringContaining('wJalr')]);
  });
});
