import { inheritanceOf } from './grants.ts'
import { permissionNamed, type permissions } from './permission-catalogue.ts'
import type { Permission } from './permissions-schemas.ts'

type CatalogueEntry = (typeof permissions)[number]

/** A permission of the catalogue as the API answers it */
export const permissionAnswer = (permission: CatalogueEntry): Permission => ({
  key: permission.key,
  name: permission.name,
  category: permission.category,
  purpose: null,
  visibility: 'Public',
  inherits: inheritsOf(permission),
  allowStages: permission.allowsEnvironments,
  // A role says what may be done, and where by environment. The portfolio belongs to the grant of the role.
  allowPortfolios: false,
  allowedScopes: permission.allowsAssets ? ['Organization', 'Asset'] : ['Organization'],
  claimName: permission.claimName,
  remarks: null,
})

/**
 * What is inherited in the environments of the grant stays in their portfolio. What is inherited for the whole
 * organization holds in every portfolio, and in the environments of every purpose if it is granted by environment.
 */
function inheritsOf({ fullName }: CatalogueEntry): Permission['inherits'] {
  const { everywhere, sameEnvironments } = inheritanceOf(fullName)
  return [
    ...everywhere.map(permissionNamed).map(({ key, allowsEnvironments }) => ({
      key,
      realmStages: allowsEnvironments ? (['PRD', 'QA', 'DEV'] as const).slice() : [],
      realmPortfolio: 'ALL_PORTFOLIO' as const,
    })),
    ...sameEnvironments.map(permissionNamed).map(({ key }) => ({
      key,
      realmStages: ['SAME_STAGE' as const],
      realmPortfolio: 'SAME_PORTFOLIO' as const,
    })),
  ]
}
