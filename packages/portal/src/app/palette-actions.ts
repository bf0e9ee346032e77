import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  type Icon,
  IconApi,
  IconAppWindow,
  IconArrowBackUp,
  IconBook,
  IconDeviceDesktop,
  IconDownload,
  IconId,
  IconKey,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconPlugConnected,
  IconSun,
  IconUpload,
  IconUserOff,
  IconUserPlus,
  IconUsersPlus,
} from '@tabler/icons-react'
import { permission } from '../api/permission-names.ts'
import type { Needs, Session } from '../api/session.ts'
import { helpAddresses } from './help-addresses.ts'
import { pageNeeds } from './page-needs.ts'

/** What an action asks for, in the search itself */
export type PaletteQuestion = 'whom-to-offboard' | 'what-to-undo'

/** What the search offers to do */
export interface PaletteAction {
  /** Also the name under which it is remembered */
  id: string
  label: MessageDescriptor
  /** What is to be done there, where the label does not say it */
  description?: MessageDescriptor
  /** Other words by which it is found */
  keywords: MessageDescriptor
  icon: Icon
  /** The permissions of which any one is enough. Without it, everybody may. */
  needs?: Needs
  /** What the last of its steps takes besides */
  needsToo?: Needs
  does:
    | { page: string }
    /** In the search itself, which stays open */
    | { asks: PaletteQuestion }
    /** In a tab of its own */
    | { address: string }
    | { download: string; name: string }
    | { colorScheme: 'light' | 'dark' | 'auto' }
    | { shows: 'keys' }
    | { ends: 'session' }
}

/** Whether the member may do all that the action takes */
export const mayDo = ({ may }: Pick<Session, 'may'>, { needs, needsToo }: PaletteAction): boolean =>
  [needs, needsToo].every((one) => one === undefined || may(one))

/** In their order. Those that open a page need what the page needs (app/pages.tsx). */
export const paletteActions: readonly PaletteAction[] = [
  {
    id: 'create-api-client',
    label: msg`Create API client`,
    keywords: msg`new add credentials secret token machine`,
    icon: IconKey,
    needs: permission.manageApiClients,
    does: { page: '/api-clients/new' },
  },
  {
    id: 'invite-user',
    label: msg`Invite user`,
    keywords: msg`new add create person mail`,
    icon: IconUserPlus,
    needs: pageNeeds.inviteUsers,
    does: { page: '/users/invite' },
  },
  {
    id: 'import-users',
    label: msg`Import users`,
    keywords: msg`csv file upload bulk`,
    icon: IconUpload,
    needs: permission.manageUsers,
    does: { page: '/users/import' },
  },
  {
    id: 'offboard-user',
    label: msg`Offboard user`,
    description: msg`Search for the user, and see what ends before you confirm.`,
    keywords: msg`leave leaver deactivate suspend end access remove`,
    icon: IconUserOff,
    needs: permission.manageUsers,
    does: { asks: 'whom-to-offboard' },
  },
  {
    id: 'undo-bulk-change',
    label: msg`Undo bulk change`,
    description: msg`Choose one of those that can be undone, and see its report first.`,
    keywords: msg`revert take back report many users`,
    icon: IconArrowBackUp,
    needs: permission.viewAuditTrail,
    // For the report
    needsToo: permission.manageUsers,
    does: { asks: 'what-to-undo' },
  },
  {
    id: 'create-group',
    label: msg`Create group`,
    keywords: msg`new add`,
    icon: IconUsersPlus,
    needs: permission.manageEndUserGroups,
    does: { page: '/groups/new' },
  },
  {
    id: 'create-organization-role',
    label: msg`Create organization role`,
    keywords: msg`new add custom permissions`,
    icon: IconId,
    needs: permission.manageOrganizationRoles,
    does: { page: '/organization-roles/new' },
  },
  {
    id: 'add-identity-provider',
    label: msg`Create identity provider`,
    keywords: msg`new add oidc saml sso connect`,
    icon: IconPlugConnected,
    needs: permission.manageAuthentication,
    does: { page: '/identity-providers/new' },
  },
  {
    id: 'register-application',
    label: msg`Create application`,
    keywords: msg`new add register sign-in oidc client`,
    icon: IconAppWindow,
    needs: permission.manageAuthentication,
    does: { page: '/sign-in-applications/new' },
  },
  {
    id: 'add-api',
    label: msg`Create API`,
    keywords: msg`new add register audience scopes`,
    icon: IconApi,
    needs: permission.manageAuthentication,
    does: { page: '/registered-apis/new' },
  },
  {
    id: 'export-audit-trail',
    label: msg`Export audit trail`,
    keywords: msg`csv download log history`,
    icon: IconDownload,
    needs: permission.viewAuditTrail,
    does: { download: '/api/management/v1/audit-entries/export?format=csv', name: 'audit-entries.csv' },
  },
  {
    id: 'guides',
    label: msg`Read the guides`,
    keywords: msg`help documentation manual`,
    icon: IconBook,
    does: { address: helpAddresses.guides },
  },
  {
    id: 'reference',
    label: msg`Open the API reference`,
    keywords: msg`help documentation openapi operations`,
    icon: IconApi,
    does: { address: helpAddresses.reference },
  },
  {
    id: 'keys',
    label: msg`Show keyboard shortcuts`,
    keywords: msg`help keys hotkeys`,
    icon: IconKeyboard,
    does: { shows: 'keys' },
  },
  {
    id: 'light-colors',
    label: msg`Switch to light colors`,
    keywords: msg`color scheme theme bright mode`,
    icon: IconSun,
    does: { colorScheme: 'light' },
  },
  {
    id: 'dark-colors',
    label: msg`Switch to dark colors`,
    keywords: msg`color scheme theme night mode`,
    icon: IconMoon,
    does: { colorScheme: 'dark' },
  },
  {
    id: 'system-colors',
    label: msg`Switch to the colors of the system`,
    keywords: msg`color scheme theme`,
    icon: IconDeviceDesktop,
    does: { colorScheme: 'auto' },
  },
  {
    id: 'sign-out',
    label: msg`Sign out`,
    keywords: msg`log out leave end session`,
    icon: IconLogout,
    does: { ends: 'session' },
  },
]
