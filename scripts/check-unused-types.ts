import { exportsOf, wordsOf } from './check-file-names.ts'
import { baseOf, isTest, type SourceFile } from './source-file.ts'

/** A library's exports are for others. */
const isLibrary = (path: string): boolean => /^packages\/(?:sdk|testing)\//.test(path)

/**
 * Types that no other file names, tests included: whoever reads `export` looks for who uses them. One that a file is named
 * after may stay.
 */
export function checkUnusedTypes(files: readonly SourceFile[]): string[] {
  const importers = new Map<string, string[]>()
  for (const { imports, text } of files) {
    for (const path of new Set(imports)) importers.set(path, [...(importers.get(path) ?? []), text])
  }
  return files
    .filter(({ path }) => path.startsWith('packages/') && !isTest(path) && !isLibrary(path))
    .flatMap(({ path, text }) => {
      const named = (name: string): boolean => {
        const word = new RegExp(`\\b${name}\\b`)
        return importers.get(path)?.some((importer) => word.test(importer)) ?? false
      }
      return exportsOf(text)
        .types.filter((name) => wordsOf(name).join() !== wordsOf(baseOf(path)).join() && !named(name))
        .map((name) => `${path}: no other file imports the type ${name}: do not export it`)
    })
}
