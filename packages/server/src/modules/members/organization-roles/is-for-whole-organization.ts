import type { ExpressionBuilder } from 'kysely'
import type { Schema } from '../../../db/schema/schema.ts'

type Grants = Schema & { o: Schema['user_organization_roles'] }

/**
 * Whether the role is held (`o`) for the whole organization. Written so that no index finds it: most grants are, and SQLite
 * would read all of them by the index on assets rather than the few of a role.
 */
export const isForWholeOrganization = ({ and, eb, not }: ExpressionBuilder<Grants, 'o'>) =>
  and([not(eb('o.asset_key', 'is not', null)), not(eb('o.portfolio_key', 'is not', null))])
