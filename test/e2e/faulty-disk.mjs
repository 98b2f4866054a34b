// Counts what a process does to files below a folder, one step each, and lets a test do something before any of them.
//
// Loaded before the program (`--import`), it does as LECTOR_FAULT says: writes every step down, kills the process before
// one of them, sends it a signal there, or lets the disk be full from one on. A line of the log is
// `[number, name, path, target?]`, paths relative to `root`. Besides the steps, which stand before what they announce, it
// has `synced` (number 0) after a sync has ended: for a file, `target` then holds its bytes.
import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

const { root, log, killAt, fullFrom, signalAt, signal } = JSON.parse(process.env.LECTOR_FAULT ?? '{}');
const { appendFileSync, copyFileSync, mkdirSync, openSync, statSync, truncateSync } = fs;
const ROOM_TAKERS = ['create', 'write', 'copyFile', 'mkdir'];
const watchers = new Set();
let copies = 0;
let isInstalled = false;

/** See faulty-disk.d.mts. */
export async function watchDisk(watcher) {
  if (!isInstalled) await install();
  isInstalled = true;
  const entry = { ...watcher, stepCount: 0, lastMade: '' };
  watchers.add(entry);
  return () => watchers.delete(entry);
}

/** Whether a step needs room on the disk. */
export function takesRoom(name) {
  return ROOM_TAKERS.includes(name);
}

/** What the system says of a full disk. */
export function fullDisk(name, file) {
  return Object.assign(new Error(`ENOSPC: no space left on device, ${name} '${file}'`), { code: 'ENOSPC' });
}

/** Tells every watcher; says whether one of them wants it done by half. */
function step(name, ...files) {
  let isShort = false;
  for (const watcher of watchers) {
    const names = files.map((file) => path.relative(watcher.root, String(file)));
    if (names.some((one) => one.startsWith('..'))) continue;
    // Folders made one after the other in one folder are one step: between two of them, being killed is nothing new.
    const isNext = name === 'mkdir' && path.dirname(names[0]) === watcher.lastMade;
    watcher.lastMade = name === 'mkdir' ? path.dirname(names[0]) : '';
    if (!isNext) watcher.stepCount += 1;
    const number = isNext ? 0 : watcher.stepCount;
    if (watcher.before({ number, stepCount: watcher.stepCount, name, names }) === 'short') isShort = true;
  }
  return isShort;
}

function note(number, name, names) {
  if (log !== undefined) appendFileSync(log, `${JSON.stringify([number, name, ...names])}\n`);
}

/** What LECTOR_FAULT says. */
function act({ number, stepCount, name, names }) {
  note(number, name, names);
  if (stepCount === killAt) process.kill(process.pid, 'SIGKILL');
  if (number !== 0 && number === signalAt) {
    process.stderr.write('stopping at a signal\n');
    process.kill(process.pid, signal);
  }
  if (fullFrom !== undefined && stepCount >= fullFrom && takesRoom(name)) throw fullDisk(name, names[0]);
}

/** Notes what a sync has made safe; the bytes are taken before it, since nothing later is sure to be in it. */
function beforeSync(file) {
  step('sync', file);
  if (log === undefined) return () => undefined;
  const name = path.relative(root, file);
  if (name.startsWith('..')) return () => undefined;
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

function halve(file) {
  truncateSync(file, Math.floor(statSync(file).size / 2));
}

async function install() {
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
  for (const name of ['rename', 'link']) wrap(promises, name, (from, to) => step(name, from, to));
  for (const name of ['rm', 'rmdir', 'unlink', 'mkdir']) wrap(promises, name, (file) => step(name, file));
  wrap(promises, 'writeFile', (file) => {
    step('create', file);
    step('write', file);
  });
  const { copyFile } = promises;
  promises.copyFile = async (from, to, ...rest) => {
    // A copy is read from anywhere; what is written is what counts.
    const isShort = step('copyFile', to);
    await copyFile(from, to, ...rest);
    if (isShort) halve(to);
  };

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
  wrapSync('linkSync', (from, to) => step('link', from, to));
  wrapSync('mkdirSync', (file) => step('mkdir', file));
  const { writeSync } = fs;
  fs.writeSync = (descriptor, bytes, ...rest) => {
    const isShort = step('write', descriptors.get(descriptor) ?? '/');
    const [offset, length, position] = rest;
    if (!isShort || typeof length !== 'number') return writeSync(descriptor, bytes, ...rest);
    return writeSync(descriptor, bytes, offset, Math.ceil(length / 2), position);
  };
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
    let synced;
    try {
      synced = beforeSync(descriptors.get(descriptor) ?? '/');
    } catch (error) {
      process.nextTick(done, error);
      return;
    }
    fsync(descriptor, (error) => {
      if (!error) synced();
      done(error);
    });
  };
  syncBuiltinESMExports();
}

if (root !== undefined && isMainThread) await watchDisk({ root, before: act });
