import type { ReadsPart } from '../../http/api/reads.ts'
import type { WingRoutes } from '../wing.ts'
import { auditRoutes } from './audit/audit-routes.ts'
import type { BaseParts } from './base-parts.ts'
import { brandingRoutes } from './branding/branding-routes.ts'
import { logoRoutes } from './branding/logo-routes.ts'
import type { Foundation } from './foundation.ts'
import { mailRoutes } from './mail/mail-routes.ts'
import { mailTemplatesRoutes } from './mail/mail-templates-routes.ts'
import type { MailSettingsParts } from './mail/store-settings-notices.ts'
import { browserOriginsRoutes } from './organizations/browser-origins-routes.ts'
import { organizationRoutes } from './organizations/organization-routes.ts'
import { rateLimitsRoutes } from './organizations/rate-limits-routes.ts'
import { permissionRoutes } from './permissions/permissions-routes.ts'
import { signingKeysRoutes } from './signing-keys/signing-keys-routes.ts'

/** Apart from what the wing keeps, so that the first tokens don't wait for it. */
export const foundationRoutes = (context: BaseParts & Foundation & MailSettingsParts & ReadsPart): WingRoutes => ({
  identity: [permissionRoutes],
  management: [
    auditRoutes(context),
    mailRoutes(context),
    mailTemplatesRoutes(context),
    organizationRoutes(context),
    browserOriginsRoutes(context),
    brandingRoutes(context),
    signingKeysRoutes(context),
    rateLimitsRoutes(context),
  ],
  portal: [logoRoutes(context)],
})
