import type { ReadsPart } from '../../http/api/reads.ts'
import type { BaseParts } from '../foundation/base-parts.ts'
import type { Foundation } from '../foundation/foundation.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { WingRoutes } from '../wing.ts'
import { portalStateOf, portalStateRoutes } from './first-administrator/portal-state-routes.ts'
import { setUpRoutes as firstAdministratorRoutes } from './first-administrator/set-up-routes.ts'
import { overviewRoutes } from './overview/overview-routes.ts'

export { portalStateOf }

/** How an empty database becomes an organization with an administrator. This wing keeps no state. */
export const setUpRoutes = (context: BaseParts & Foundation & SignIn & ReadsPart): WingRoutes => ({
  management: [overviewRoutes(context)],
  portal: [portalStateRoutes(context), firstAdministratorRoutes(context)],
})
