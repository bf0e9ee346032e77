import { baseOf, isTest, type SourceFile } from './source-file.ts'

const server = 'packages/server/src/'

/** The query builder's ways to begin a query, and SQL written out. */
const queries =
  /\.(?:selectFrom|selectNoFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto)\(|\bsql(?:<[^`]*>)?`/

/**
 * SQL is found by its file's name: outside `db/`, a file that holds some is a repository. `…-conditions.ts` is the one
 * exception: it holds parts of queries (a sub-query, a condition) that other rooms put into queries of their own.
 */
export function checkSqlHome({ path, text }: SourceFile): string[] {
  if (!path.startsWith(server) || path.startsWith(`${server}db/`) || isTest(path)) return []
  if (/-(?:repository|conditions)$/.test(baseOf(path)) || !queries.test(text)) return []
  return [
    `${path}: holds SQL: name it …-repository.ts, or …-conditions.ts if it holds parts of queries for other rooms`,
  ]
}
