import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'

/** Where Node keeps compiled code, for a thread, which does not take it over by itself. Undefined where it keeps none */
export function compileCacheFolder(): string | undefined {
  const folder = getCompileCacheDir()
  // Node's folder has one for each of its versions in it.
  return folder && dirname(folder)
}
