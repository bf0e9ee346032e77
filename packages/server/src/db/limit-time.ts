import type { DatabaseSync } from 'node:sqlite'
import {
  AliasNode,
  AndNode,
  type CompiledQuery,
  type OperationNode,
  OperationNodeTransformer,
  type QueryCompiler,
  type QueryId,
  RawNode,
  type RootOperationNode,
  type SelectQueryNode,
  SqliteQueryCompiler,
  TableNode,
  WhereNode,
} from 'kysely'

/** What it is called in the statements */
const name = 'portico_in_time'

/** Reading the time costs as much as a row: one of so many is enough. Rows take microseconds. */
const rowsBetween = 16

/**
 * Stops statements of a SQLite connection, from within: SQLite asks a function, for each row that a statement looks at,
 * whether there is time left, and a function that throws ends the statement. Nothing else can: node:sqlite has no
 * interrupt, and a worker thread that is terminated goes on until its statement has ended.
 *
 * What is written as text (`sql`) has no such question where it reads a table itself, and runs to its end. `packedColumns`
 * reads some thousand users at a time to build an index, with all that they are linked to: asking takes a quarter longer.
 *
 * @param requireTime throws where the time is over
 * @returns what compiles statements with the question in every SELECT that the query builder has made
 */
export function limitTime(sqlite: DatabaseSync, requireTime: () => void): QueryCompiler {
  let rows = 0
  sqlite.function(name, () => {
    if (++rows % rowsBetween === 0) requireTime()
    return 1
  })
  const tables = sqlite
    .prepare(
      "select m.name from sqlite_schema as m, pragma_table_info(m.name) as c where m.type in ('table', 'view') and c.name = 'organization_key'",
    )
    .all()
  return new TimeLimitingCompiler(new Set(tables.map((table) => String(table.name))))
}

/** Here and not in a plugin, which gets subqueries more than once. */
class TimeLimitingCompiler extends SqliteQueryCompiler {
  readonly #limiter: TimeLimiter

  constructor(tables: ReadonlySet<string>) {
    super()
    this.#limiter = new TimeLimiter(tables)
  }

  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    return super.compileQuery(this.#limiter.transformNode(node), queryId)
  }
}

class TimeLimiter extends OperationNodeTransformer {
  readonly #tables: ReadonlySet<string>

  constructor(tables: ReadonlySet<string>) {
    super()
    this.#tables = tables
  }

  protected override transformSelectQuery(node: SelectQueryNode, queryId?: QueryId): SelectQueryNode {
    const select = super.transformSelectQuery(node, queryId)
    const sources = [...(select.from?.froms ?? []), ...(select.joins ?? []).map(({ table }) => table)]
    const conditions = sources.flatMap((source) => this.#conditionOn(source) ?? [])
    const [first, ...others] = select.where ? [...conditions, select.where.where] : conditions
    if (!first || conditions.length === 0) return select
    return { ...select, where: WhereNode.create(others.reduce<OperationNode>(AndNode.create, first)) }
  }

  /**
   * It names a column of the table, so that it is asked in the table's own loop, wherever the planner puts that. Every
   * index of such a table has the column. The row of an outer join that is not there has none.
   */
  #conditionOn(source: OperationNode): RawNode | undefined {
    const table = AliasNode.is(source) ? source.node : source
    if (!TableNode.is(table) || !this.#tables.has(table.table.identifier.name)) return undefined
    const alias = AliasNode.is(source) ? source.alias : table.table.identifier
    return RawNode.create(['(', `.organization_key is null or ${name}())`], [alias])
  }
}
