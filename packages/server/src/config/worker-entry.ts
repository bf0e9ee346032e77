import { basename, join } from 'node:path'
import { isBundled } from './is-bundled.ts'

/** The bundler puts a name in its place (scripts/build-bundle.ts). */
declare const PORTICO_BUILD: string

/**
 * The file that a worker thread runs: `new Worker(workerEntry('reads/reader-thread'))`. It is named `<name>-thread.ts`, as no
 * other file is; the bundle has each of these as a file of its own, which shares the rest with the server. The name of the build is in its
 * name: a server that runs must not start a thread of another version, which an update has put into its folder. A module of a thread does not wait
 * at its top (`await`), since the bundle is CommonJS.
 * @param source the path of the source in packages/server/src, without `.ts`
 */
export const workerEntry = (source: `${string}-thread`): string =>
  isBundled
    ? join(import.meta.dirname, `${basename(source)}-${PORTICO_BUILD}.cjs`)
    : join(import.meta.dirname, '..', `${source}.ts`)
