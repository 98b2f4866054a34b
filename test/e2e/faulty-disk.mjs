// Loaded before the program (`--import`). Counts what it does to files below `root`, one step each, and as LECTOR_FAULT
// says writes every step down, kills the process before one of them, or lets the disk be full from one on.
//
// A line of the log is `[number, name, path, target?]`, paths relative to `root`. Besides the steps, which stand before
// what they announce, it has `synced` (number 0) after a sync has ended: for a file, `target` then holds its bytes.
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

const { root, log, killAt, fullFrom } = JSON.parse(process.env.LECTOR_FAULT ?? '{}');
const { appendFileSync, copyFileSync, mkdirSync, openSync, statSync } = fs;
const ROOM_TAKERS = ['create', 'write', 'copyFile', 'mkdir'];
let steps = 0;
let copies = 0;
let lastMade = '';

function note(number, name, names) {
  if (log !== undefined) appendFileSync(log, `${JSON.stringify([number, name, ...names])}\n`);
}

function step(name, ...files) {
  const names = files.map((file) => path.relative(root, String(file)));
  if (names.some((one) => one.startsWith('..'))) return;
  // Folders made one after the other in one folder are one step: between two of them, being killed is nothing new.
  const isNext = name === 'mkdir' && path.dirname(names[0]) === lastMade;
  lastMade = name === 'mkdir' ? path.dirname(names[0]) : '';
  if (!isNext) steps += 1;
  note(isNext ? 0 : steps, name, names);
  if (steps === killAt) process.kill(process.pid, 'SIGKILL');
  if (fullFrom !== undefined && steps >= fullFrom && ROOM_TAKERS.includes(name)) {
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${name} '${files[0]}'`), { code: 'ENOSPC' });
  }
}

/** Notes what a sync has made safe; the bytes are taken before it, since nothing later is sure to be in it. */
function beforeSync(file) {
  step('sync', file);
  const name = path.relative(root, file);
  if (log === undefined || name.startsWith('..')) return () => undefined;
  if (statSync(file).isDirectory()) return () => note(0, 'synced', [name]);
  copies += 1;
  const copy = `${log}.files/${copies}`;
  mkdirSync(path.dirname(copy), { recursive: true });
  copyFileSync(file, copy);
  return () => note(0, 'synced', [name, copy]);
}

function isCreating(flags = 'r') {
  return typeof flags === 'string' ? flags.includes('w') : (flags & fs.constants.O_TRUNC) !== 0;
}

if (root !== undefined && isMainThread) {
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
  };

  const opened = new WeakMap();
  const open = promises.open;
  promises.open = async (file, flags, ...rest) => {
    if (isCreating(flags)) step('create', file);
    const handle = await open(file, flags, ...rest);
    opened.set(handle, String(file));
    return handle;
  };
  for (const name of ['rename', 'link', 'copyFile']) wrap(promises, name, (from, to) => step(name, from, to));
  for (const name of ['rm', 'rmdir', 'unlink', 'mkdir']) wrap(promises, name, (file) => step(name, file));
  wrap(promises, 'writeFile', (file) => {
    step('create', file);
    step('write', file);
  });

  const handle = await open(import.meta.filename, 'r');
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  for (const name of ['write', 'writev']) {
    wrap(prototype, name, function () {
      step('write', opened.get(this) ?? '/');
    });
  }
  const { sync } = prototype;
  prototype.sync = async function () {
    const done = beforeSync(opened.get(this) ?? '/');
    await sync.call(this);
    done();
  };

  // Small files are written on the spot, streams with callbacks.
  const descriptors = new Map();
  fs.openSync = (file, flags, ...rest) => {
    if (isCreating(flags)) step('create', file);
    const descriptor = openSync(file, flags, ...rest);
    descriptors.set(descriptor, String(file));
    return descriptor;
  };
  const wrapSync = (name, before) => {
    const original = fs[name];
    fs[name] = (...args) => {
      before(...args);
      return original(...args);
    };
  };
  wrapSync('renameSync', (from, to) => step('rename', from, to));
  wrapSync('mkdirSync', (file) => step('mkdir', file));
  wrapSync('writeSync', (descriptor) => step('write', descriptors.get(descriptor) ?? '/'));
  const openWithCallback = fs.open;
  fs.open = (file, flags, mode, done) => {
    try {
      if (isCreating(flags)) step('create', file);
    } catch (error) {
      process.nextTick(done, error);
      return;
    }
    openWithCallback(file, flags, mode, (error, descriptor) => {
      if (!error) descriptors.set(descriptor, Buffer.from(String(file)).toString());
      done(error, descriptor);
    });
  };
  for (const name of ['write', 'writev'])
    wrap(fs, name, (descriptor) => step('write', descriptors.get(descriptor) ?? '/'));
  const { fsync } = fs;
  fs.fsync = (descriptor, done) => {
    const synced = beforeSync(descriptors.get(descriptor) ?? '/');
    fsync(descriptor, (error) => {
      if (!error) synced();
      done(error);
    });
  };
  syncBuiltinESMExports();
}
