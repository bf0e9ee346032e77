import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The license texts of the packages that these files belong to, one after the other: most licenses want their text to go
 * along with every copy.
 * @param files paths of files in node_modules and of own ones, which have the license of the project
 */
export function bundledLicenses(files: readonly string[]): string {
  const folders = new Set(files.flatMap((file) => packageFolder(file) ?? []))
  const texts = [...folders].map((folder) => {
    const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const [file] = globSync('{LICENSE,LICENCE,license,licence}*', { cwd: folder }).sort()
    const by = typeof author === 'string' ? author : author?.name
    const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `${license}${by ? `, by ${by}` : ''}`
    return `${name} ${version} (${license})\n\n${text}\n`
  })
  return [`What is bundled here, beside Portico itself (Apache-2.0), and under which license.\n`, ...texts.sort()].join(
    `\n${'-'.repeat(80)}\n\n`,
  )
}

/** The folder of the package that a file lies in; undefined for the project's own files and those that plugins made */
function packageFolder(file: string): string | undefined {
  const match = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file.split('?')[0] ?? '')
  return match?.[1]
}
