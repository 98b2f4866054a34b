import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Config, Environment } from '../../config.js';
import { UNNAMED, type PublishPlace } from '../../config/publish-places.js';
import { EXIT, LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import type { PublishTarget } from '../../publish/target.js';
import { openPlace, type PlaceOptions, type PlacePorts } from '../../publish/targets/index.js';

/**
 * Opens the place `lector publish` names, or the only one there is; touches nothing.
 *
 * @throws {@link LectorError} `E_PUBLISH_TARGET` when there is none of that name, or several and none named;
 *   `E_PUBLISH_KEY` when the environment lacks what it needs; `E_OUT_DIR`.
 */
export function openPublishPlace(
  config: Config,
  name: string | undefined,
  { environment, ...ports }: Omit<PlacePorts, 'environment'> & { readonly environment: Environment },
): PublishTarget {
  const options = optionsOf(placeNamed(config, name), { config, environment });
  return openPlace(options, { ...ports, environment: variablesOf(environment) });
}

/** The environment as a program gets it. */
export function variablesOf(environment: Environment): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function placeNamed({ publish }: Config, wanted: string | undefined): PublishPlace {
  const all = Object.entries(publish);
  const names = all.map(([name, { target }]) => (name === UNNAMED ? target : name));
  const index = wanted === undefined && all.length === 1 ? 0 : names.indexOf(wanted ?? '');
  const place = all[index]?.[1];
  if (place) return place;
  if (all.length === 0) {
    throw new LectorError('E_PUBLISH_TARGET', 'no place to publish to is configured.', {
      hint: 'describe one in lector.yaml, such as publish: {target: s3, bucket: my-show}; docs/hosting.md has a recipe for each kind.',
    });
  }
  throw new LectorError(
    'E_PUBLISH_TARGET',
    wanted === undefined ? 'several places to publish to are configured.' : `there is no place "${wanted}".`,
    { hint: `name one of: ${names.join(', ')}.`, exitCode: EXIT.usage },
  );
}

type Surroundings = { readonly config: Config; readonly environment: Environment };

function optionsOf(place: PublishPlace, { config, environment }: Surroundings): PlaceOptions {
  switch (place.target) {
    case 'folder': {
      const folder = path.resolve(config.root, place.path);
      const inner = path.relative(config.outDir, folder);
      const outer = path.relative(folder, config.outDir);
      if ([inner, outer].some((one) => one === '' || !(one.startsWith('..') || path.isAbsolute(one)))) {
        throw new LectorError('E_OUT_DIR', `publish.path "${folder}" and outDir lie one in the other.`, {
          hint: 'publish into a folder of its own.',
        });
      }
      return { target: 'folder', path: folder };
    }
    case 'rsync':
      return {
        target: 'rsync',
        // What has a host before a colon is no path of the project.
        to: /^[^/]+:/u.test(place.to) ? place.to : path.resolve(config.root, place.to),
        ...byProgram(place, config),
      };
    case 'sftp': {
      const { host, path: folder } = place;
      return { target: 'sftp', host, path: folder.replace(/\/+$/u, ''), ...byProgram(place, config) };
    }
    case 'git': {
      const { remote, branch, history, token } = place;
      // A path is one of the project; what has a host before a colon is none.
      const isPath = !/^\w+:\/\/|^[^/\\]+:(?![\\/])/u.test(remote);
      const name = createHash('sha256').update(`${remote} ${branch}`).digest('hex').slice(0, 16);
      return {
        target: 'git',
        remote: isPath ? path.resolve(config.root, remote) : remote,
        branch,
        history,
        cacheDir: path.join(config.stateDir, 'publish', `${name}.git`),
        ...(token !== undefined && { token: requireVariable(token, environment) }),
      };
    }
    case 's3': {
      const { endpoint: given, bucket, prefix } = place;
      const region = place.region ?? (given?.includes('.r2.cloudflarestorage.com') ? 'auto' : 'us-east-1');
      const secret = (variable: string): string => requireVariable(variable, environment);
      const token = environment[nameOf(place.sessionToken)]?.trim() ?? '';
      return {
        target: 's3',
        endpoint: new URL(given ?? `https://s3.${region}.amazonaws.com`),
        bucket,
        region,
        prefix: prefix.replace(/^\/+|\/+$/gu, '').replace(/.$/u, '$&/'),
        isPathStyle: place.pathStyle ?? given !== undefined,
        accessKeyId: secret(place.accessKeyId),
        secretAccessKey: secret(place.secretAccessKey),
        ...(token !== '' && { sessionToken: token }),
      };
    }
  }
}

function byProgram(
  { port, identityFile }: Extract<PublishPlace, { target: 'rsync' | 'sftp' }>,
  { root, stateDir }: Config,
) {
  const key = identityFile === undefined ? undefined : path.resolve(root, identityFile);
  return { cacheDir: path.join(stateDir, 'publish'), ...present({ port, identityFile: key }) };
}

function nameOf(variable: string): string {
  return variable.slice(2, -1);
}

function requireVariable(variable: string, environment: Environment): string {
  const value = environment[nameOf(variable)]?.trim() ?? '';
  if (value !== '') return value;
  throw new LectorError('E_PUBLISH_KEY', `the environment has no ${nameOf(variable)}.`, {
    hint: `set ${nameOf(variable)}, or name another variable under publish: in lector.yaml.`,
    exitCode: EXIT.config,
  });
}
