// Loaded before the program (`--import`). Counts what it does to files below `root`, one step each, and as
// LECTOR_FAULT says writes every step down, kills the process before one of them, or lets the disk be full from one on.
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

const { root, log, killAt, fullFrom } = JSON.parse(process.env.LECTOR_FAULT ?? '{}');
const appendLine = fs.appendFileSync;
const WRITING_FLAGS = /[wa+]/u;
let steps = 0;

function step(name, ...files) {
  const names = files.map((file) => path.relative(root, String(file)));
  if (names.some((one) => one.startsWith('..'))) return;
  steps += 1;
  if (log !== undefined) appendLine(log, `${JSON.stringify([name, ...names])}\n`);
  if (steps === killAt) process.kill(process.pid, 'SIGKILL');
  const takesRoom = name === 'write' || name === 'copyFile' || name === 'mkdir';
  if (fullFrom !== undefined && steps >= fullFrom && takesRoom) {
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${name} '${files[0]}'`), { code: 'ENOSPC' });
  }
}

if (root !== undefined && isMainThread) {
  const paths = new WeakMap();
  const { promises } = fs;
  const wrap = (owner, name, before) => {
    const original = owner[name];
    owner[name] = function (...args) {
      const isCallback = owner === fs;
      try {
        before.call(this, ...args);
      } catch (error) {
        if (!isCallback) return Promise.reject(error);
        return process.nextTick(args.at(-1), error);
      }
      return original.apply(this, args);
    };
    return original;
  };

  const open = promises.open;
  promises.open = async (file, flags = 'r', ...rest) => {
    if (typeof flags === 'string' ? WRITING_FLAGS.test(flags) : (flags & 3) !== 0) step('open', file);
    const handle = await open(file, flags, ...rest);
    paths.set(handle, String(file));
    return handle;
  };
  for (const name of ['rename', 'copyFile']) wrap(promises, name, (from, to) => step(name, from, to));
  for (const name of ['rm', 'rmdir', 'unlink', 'mkdir']) wrap(promises, name, (file) => step(name, file));
  wrap(promises, 'writeFile', (file) => step('write', file));

  const handle = await open(import.meta.filename, 'r');
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  for (const name of ['write', 'writev']) {
    wrap(prototype, name, function () {
      step('write', paths.get(this) ?? root);
    });
  }
  wrap(prototype, 'sync', function () {
    step('sync', paths.get(this) ?? root);
  });

  // Small files are written on the spot, streams with callbacks.
  const descriptors = new Map();
  const wrapSync = (name, before) => {
    const original = fs[name];
    fs[name] = (...args) => {
      before(...args);
      return original(...args);
    };
  };
  const openSync = fs.openSync;
  fs.openSync = (file, flags, ...rest) => {
    if (WRITING_FLAGS.test(flags)) step('open', file);
    const descriptor = openSync(file, flags, ...rest);
    descriptors.set(descriptor, String(file));
    return descriptor;
  };
  wrapSync('renameSync', (from, to) => step('rename', from, to));
  wrapSync('mkdirSync', (file) => step('mkdir', file));
  wrapSync('writeSync', (descriptor) => step('write', descriptors.get(descriptor) ?? '/'));
  const openWithCallback = fs.open;
  fs.open = (file, flags, mode, done) => {
    openWithCallback(file, flags, mode, (error, descriptor) => {
      if (!error) descriptors.set(descriptor, Buffer.from(String(file)).toString());
      done(error, descriptor);
    });
  };
  for (const name of ['write', 'writev'])
    wrap(fs, name, (descriptor) => step('write', descriptors.get(descriptor) ?? '/'));
  wrap(fs, 'fsync', (descriptor) => step('sync', descriptors.get(descriptor) ?? '/'));
  syncBuiltinESMExports();
}
