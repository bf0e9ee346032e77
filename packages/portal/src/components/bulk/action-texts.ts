import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { BulkAction } from './queries.ts'

interface ActionTexts {
  /** What is done, above its progress and its report */
  heading: string
  /** The question before it, or the heading of the form that asks for a group or role */
  title: string
  /** The button that does it */
  submit: string
  /** What will happen */
  effect: string
  isDangerous: boolean
}

/** The words of an action on so many users */
export function useActionTexts(): (action: BulkAction, count: number) => ActionTexts {
  const { t } = useLingui()
  return (action, count) => {
    const users = t`${plural(count, { one: '# user', other: '# users' })}`
    const of = (heading: string, submit: string, effect: string, isDangerous = false): ActionTexts => ({
      heading,
      title: heading,
      submit,
      effect,
      isDangerous,
    })
    switch (action) {
      case 'Activate':
        return {
          ...of(t`Activate ${users}`, t`Activate`, t`They can sign in again.`),
          title: t`Activate ${users}?`,
        }
      case 'Deactivate':
        return {
          ...of(
            t`Deactivate ${users}`,
            t`Deactivate`,
            t`Their sessions end, and they cannot sign in until they are activated. Roles and groups stay.`,
            true,
          ),
          title: t`Deactivate ${users}?`,
        }
      case 'Delete':
        return {
          ...of(
            t`Delete ${users}`,
            t`Delete`,
            t`They are deleted with their roles, group memberships and ways to sign in. This cannot be undone.`,
            true,
          ),
          title: t`Delete ${users}?`,
        }
      case 'Invite':
        return {
          ...of(
            t`Send an invitation to ${users}`,
            t`Send`,
            t`Users who cannot sign in yet get a new link and code by e-mail. Earlier ones are no longer valid.`,
          ),
          title: t`Send an invitation to ${users}?`,
        }
      case 'AddToGroup':
        return of(t`Add ${users} to a group`, t`Add`, t`They get the group’s end-user roles at once.`)
      case 'RemoveFromGroup':
        return of(
          t`Remove ${users} from a group`,
          t`Remove`,
          t`They lose the group’s end-user roles at once, except those held directly or by another group. Users mapped by a claim stay in the group.`,
          true,
        )
      case 'GrantOrganizationRole':
        return of(
          t`Grant ${users} an organization role`,
          t`Grant`,
          t`The role holds for the whole organization, and replaces the one that each of them holds there. This cannot be undone.`,
          true,
        )
      case 'RevokeOrganizationRole':
        return of(
          t`Revoke an organization role of ${users}`,
          t`Revoke`,
          t`Users who hold the role for the whole organization lose it at once. Grants for single assets stay. This cannot be undone.`,
          true,
        )
      case 'GrantApplicationRole':
        return of(
          t`Grant ${users} an end-user role`,
          t`Grant`,
          t`They hold the role directly, in addition to what their groups give them.`,
        )
      case 'RevokeApplicationRole':
        return of(
          t`Revoke an end-user role of ${users}`,
          t`Revoke`,
          t`Users who hold the role directly lose it at once. Roles through groups stay.`,
          true,
        )
    }
  }
}
