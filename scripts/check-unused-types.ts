import { exportsOf, wordsOf } from './check-file-names.ts'
import { readImportedNames } from './read-imports.ts'
import { baseOf, isTest, type SourceFile } from './source-file.ts'

/** A library's exports are for others. */
const isLibrary = (path: string): boolean => /^packages\/(?:sdk|testing)\//.test(path)

/**
 * Types that no other file names, tests included: whoever reads `export` looks for who uses them. One that a file is named
 * after may stay.
 */
export function checkUnusedTypes(files: readonly SourceFile[]): string[] {
  const imported = new Set(files.flatMap(({ path, text }) => readImportedNames(path, text)))
  return files
    .filter(({ path }) => path.startsWith('packages/') && !isTest(path) && !isLibrary(path))
    .flatMap(({ path, text }) =>
      exportsOf(text)
        .types.filter(
          (name) => wordsOf(name).join() !== wordsOf(baseOf(path)).join() && !imported.has(`${path} ${name}`),
        )
        .map((name) => `${path}: no other file imports the type ${name}: do not export it`),
    )
}
