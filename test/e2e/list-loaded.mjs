// Writes the address of every module that is loaded into the file LIST_LOADED names, a line each.
import { appendFileSync } from 'node:fs';
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Node runs the hook in a thread of its own.
if (isMainThread) register(import.meta.url);

export async function load(url, context, next) {
  appendFileSync(process.env.LIST_LOADED, `${url}\n`);
  return next(url, context);
}
