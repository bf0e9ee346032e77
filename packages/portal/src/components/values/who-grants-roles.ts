import { msg } from '@lingui/core/macro'

/** Whom to ask for a permission: roles are granted with *Manage member access*. */
export const whoGrantsRoles = msg`Ask someone who can grant organization roles.`
