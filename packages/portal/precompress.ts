import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const compressible = /\.(?:js|css|svg|json|html)$/
// For smaller files, the headers are as large as what is saved.
const smallest = 512
// Of the viewer of the reference the best quality takes 13 seconds and the next one 8, for 2 % more. With 9 it would be one
// second, and a tenth more, for which the package has no room.
const large = 1_000_000

/** Writes `<file>.br` and `<file>.gz` beside every text under `static/` and `guides/`, so that the server never compresses. */
export function precompress(): Plugin {
  let folders: string[] = []
  return {
    name: 'portico-precompress',
    apply: 'build',
    configResolved(config) {
      folders = [config.build.assetsDir, 'guides'].map((name) => resolve(config.root, config.build.outDir, name))
    },
    async writeBundle() {
      const found = folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name)))
      const paths = (await Promise.all(found)).flat().filter((path) => compressible.test(path))
      await Promise.all(paths.map(compress))
    },
  }
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path)
  if (content.length < smallest) return
  const [brotli, gzipped] = await Promise.all([
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        [constants.BROTLI_PARAM_QUALITY]: content.length > large ? 10 : constants.BROTLI_MAX_QUALITY,
      },
    }),
    promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  ])
  await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipped)])
}
