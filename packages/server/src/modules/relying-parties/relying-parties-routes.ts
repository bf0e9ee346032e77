import type { ReadsPart } from '../../http/api/reads.ts'
import type { BaseParts } from '../foundation/base-parts.ts'
import type { Foundation } from '../foundation/foundation.ts'
import type { WingRoutes } from '../wing.ts'
import { consentRoutes } from './consents/consents-routes.ts'
import { myApplicationsRoutes } from './my-applications/my-applications-routes.ts'
import { registeredApiRoutes } from './registered-apis/registered-apis-routes.ts'
import { scopeGrantRoutes } from './registered-apis/scope-grants-routes.ts'
import { relyingPartyRoutes } from './registrations/relying-parties-routes.ts'
import type { RelyingParties } from './relying-parties.ts'

/** Apart from what the wing keeps, so that the first tokens don't wait for it. */
export const relyingPartiesRoutes = (context: BaseParts & Foundation & RelyingParties & ReadsPart): WingRoutes => ({
  management: [relyingPartyRoutes(context), registeredApiRoutes(context), scopeGrantRoutes(context)],
  portal: [myApplicationsRoutes(context), consentRoutes(context)],
})
