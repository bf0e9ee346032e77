import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { permission } from '../../api/permission-names.ts'
import type { CataloguePermission, PermissionSelection } from '../../api/permission-selection.ts'

type PresetName = 'read-users' | 'manage-users' | 'full-access'

/** Selections that many programs and roles need, with one click. */
export const permissionPresets: readonly { name: PresetName; label: MessageDescriptor }[] = [
  { name: 'read-users', label: msg`Read users` },
  { name: 'manage-users', label: msg`Manage users` },
  { name: 'full-access', label: msg`Full access` },
]

/**
 * What a preset selects: in every stage, and nothing that comes along by itself.
 * @param mayGive whether the member may give a permission in every stage; what they may not is left out
 * @returns also how many are left out
 */
export function selectionOfPreset(
  name: PresetName,
  catalogue: readonly CataloguePermission[],
  mayGive: (key: string) => boolean,
): { selection: PermissionSelection; leftOut: number } {
  const names = {
    'read-users': [permission.viewMembers, permission.viewEndUsers],
    'manage-users': [permission.manageUsers],
    'full-access': catalogue.map(({ category, name }) => `${category} > ${name}`),
  }[name] as readonly string[]
  const whole = catalogue.filter(({ category, name }) => names.includes(`${category} > ${name}`))
  const chosen = whole.filter(({ key }) => mayGive(key))
  return { selection: new Map(chosen.map(({ key }) => [key, 'all'])), leftOut: whole.length - chosen.length }
}
