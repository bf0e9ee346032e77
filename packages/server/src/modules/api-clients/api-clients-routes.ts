import type { ReadsPart } from '../../http/api/reads.ts'
import type { BaseParts } from '../foundation/base-parts.ts'
import type { WingRoutes } from '../wing.ts'
import { apiClientRoutes } from './clients/api-clients-routes.ts'
import type { LastUse } from './clients/last-use.ts'

/** Apart from what the wing keeps, so that the first tokens don't wait for it. */
export const apiClientsRoutes = (context: BaseParts & ReadsPart & { lastUse: LastUse }): WingRoutes => ({
  management: [apiClientRoutes(context)],
})
