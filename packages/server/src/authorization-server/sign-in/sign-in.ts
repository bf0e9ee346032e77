import type { WingRoutes } from '../../modules/wing.ts'
import { interactionRoutes } from './interactions-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'

/** Sign-in by people at the authorization server, for the portal's own pages */
export const authorizationServerRoutes = (
  parts: Parameters<typeof signInRoutes>[0] & Parameters<typeof interactionRoutes>[0],
): WingRoutes => ({ portal: [signInRoutes(parts), interactionRoutes(parts)] })
