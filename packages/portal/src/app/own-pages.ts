import { msg } from '@lingui/core/macro'
import { IconApps, IconUser } from '@tabler/icons-react'

/** The pages of everybody, which stand in the account's menu and not in the sidebar. The search finds them as well. */
export const ownPages = [
  { path: '/my-applications', label: msg`My applications`, icon: IconApps },
  { path: '/account', label: msg`Your account`, icon: IconUser },
] as const
