import { fold } from '../../../db/codecs.ts'
import { pageOf } from '../../../http/api/paging.ts'
import { Problem } from '../../../problems/problem.ts'
import { inheritanceOf } from './grants.ts'
import { permissionByKey, permissionNamed, permissions } from './permission-catalogue.ts'
import type { Permission, PermissionsQuery } from './permissions-schemas.ts'

type CatalogueEntry = (typeof permissions)[number]

/** As lists are sorted: by name, and by key where categories have the same one. */
const byName = [...permissions].sort((a, b) => compare(fold(a.name), fold(b.name)) || compare(a.key, b.key))

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The catalogue is the same for everybody, and in the program: there is nothing to ask the database for. */
export const permissionService = {
  list({ nameContains, limit = 100, offset = 0 }: PermissionsQuery) {
    const contained = fold(nameContains ?? '')
    const found = byName.filter(({ name }) => fold(name).includes(contained))
    return pageOf(found.slice(offset, offset + limit).map(show), found.length, { limit, offset })
  },

  /** @throws Problem permission_not_found */
  read(key: string): Permission {
    const permission = permissionByKey(key)
    if (!permission) throw new Problem('permission_not_found', `There is no permission ${key}.`)
    return show(permission)
  },
}

const show = (permission: CatalogueEntry): Permission => ({
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
 * What comes along in the environments of the grant stays in their portfolio. What comes along for the whole
 * organization does so in every portfolio, and in the environments of every purpose if it is granted by environment.
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
