import { msg } from '@lingui/core/macro'
import {
  IconApi,
  IconAppWindow,
  IconBox,
  IconBriefcase,
  IconBrowser,
  IconBuilding,
  IconCertificate,
  IconGauge,
  IconHistory,
  IconHome,
  IconId,
  IconInbox,
  IconKey,
  IconLockAccess,
  IconMail,
  IconMailCog,
  IconPlugConnected,
  IconSettings,
  IconShieldLock,
  IconStack2,
  IconUser,
  IconUsersGroup,
  IconWorld,
} from '@tabler/icons-react'
import { permission } from '../api/permission-names.ts'
import { entry, page, publicPage, settingsEntry } from './page.ts'
import { pageNeeds } from './page-needs.ts'

/**
 * The pages for members. An entry here makes a page: it has a route and a chunk of its own, its permissions guard it, and
 * `navigation` shows it in sidebar and search. The build and `npm run docs` read the paths from here, so they are literals.
 */
export const shellPages = [
  page('/', {
    load: () => import('../pages/home/home-page.tsx'),
    navigation: entry('top', msg`Home`, IconHome),
  }),

  page('/users', {
    load: () => import('../pages/users/users-page.tsx'),
    needs: pageNeeds.viewUsers,
    navigation: entry('people', msg`Users`, IconUser),
  }),
  page('/users/invite', {
    load: () => import('../pages/users/invite-page.tsx'),
    needs: pageNeeds.inviteUsers,
  }),
  page('/users/import', {
    load: () => import('../pages/users/import/import-page.tsx'),
    needs: permission.manageUsers,
  }),
  page('/users/$key', {
    load: () => import('../pages/users/user-page.tsx'),
    needs: pageNeeds.viewUsers,
  }),

  page('/groups', {
    load: () => import('../pages/groups/groups-page.tsx'),
    needs: permission.manageEndUserGroups,
    navigation: entry('people', msg`End-user groups`, IconUsersGroup),
  }),
  page('/groups/new', {
    load: () => import('../pages/groups/new-group-page.tsx'),
    needs: permission.manageEndUserGroups,
  }),
  page('/groups/$key', {
    load: () => import('../pages/groups/group-page.tsx'),
    needs: permission.manageEndUserGroups,
  }),

  page('/access', {
    load: () => import('../pages/access/access-page.tsx'),
    needs: [...pageNeeds.viewUsers, permission.manageEndUserGroups],
    navigation: entry('people', msg`Who can access`, IconLockAccess),
  }),

  page('/organization-roles', {
    load: () => import('../pages/organization-roles/roles-page.tsx'),
    needs: pageNeeds.viewRoles,
    navigation: entry('people', msg`Organization roles`, IconId),
  }),
  page('/organization-roles/new', {
    load: () => import('../pages/organization-roles/new-role-page.tsx'),
    needs: permission.manageOrganizationRoles,
  }),
  page('/organization-roles/$key', {
    load: () => import('../pages/organization-roles/role-page.tsx'),
    needs: pageNeeds.viewRoles,
  }),
  page('/organization-roles/$key/edit', {
    load: () => import('../pages/organization-roles/edit-role-page.tsx'),
    needs: permission.manageOrganizationRoles,
  }),

  page('/identity-providers', {
    load: () => import('../pages/identity-providers/providers-page.tsx'),
    needs: pageNeeds.viewProviders,
    navigation: entry('people', msg`Identity providers`, IconPlugConnected),
  }),
  page('/identity-providers/new', {
    load: () => import('../pages/identity-providers/new-provider-page.tsx'),
    needs: permission.manageAuthentication,
  }),
  page('/identity-providers/$key', {
    load: () => import('../pages/identity-providers/provider-page.tsx'),
    needs: pageNeeds.viewProviders,
  }),
  page('/identity-providers/$key/edit', {
    load: () => import('../pages/identity-providers/edit-provider-page.tsx'),
    needs: permission.manageAuthentication,
  }),

  page('/sign-in-applications', {
    load: () => import('../pages/relying-parties/relying-parties-page.tsx'),
    needs: permission.manageAuthentication,
    navigation: entry('govern', msg`Sign-in applications`, IconAppWindow),
  }),
  page('/sign-in-applications/new', {
    load: () => import('../pages/relying-parties/new-relying-party-page.tsx'),
    needs: permission.manageAuthentication,
  }),
  page('/sign-in-applications/$key', {
    load: () => import('../pages/relying-parties/relying-party-page.tsx'),
    needs: permission.manageAuthentication,
  }),
  page('/sign-in-applications/$key/credentials', {
    load: () => import('../pages/relying-parties/credentials-page.tsx'),
    needs: permission.manageAuthentication,
  }),

  page('/api-clients', {
    load: () => import('../pages/api-clients/api-clients-page.tsx'),
    needs: permission.manageApiClients,
    navigation: entry('govern', msg`API clients`, IconKey),
  }),
  page('/api-clients/new', {
    load: () => import('../pages/api-clients/new-api-client-page.tsx'),
    needs: permission.manageApiClients,
  }),
  page('/api-clients/$key', {
    load: () => import('../pages/api-clients/api-client-page.tsx'),
    needs: permission.manageApiClients,
  }),
  page('/api-clients/$key/credentials', {
    load: () => import('../pages/api-clients/credentials-page.tsx'),
    needs: permission.manageApiClients,
  }),
  page('/api-clients/$key/permissions', {
    load: () => import('../pages/api-clients/permissions-page.tsx'),
    needs: permission.manageApiClients,
  }),
  page('/registered-apis', {
    load: () => import('../pages/registered-apis/registered-apis-page.tsx'),
    needs: pageNeeds.viewApis,
    navigation: entry('govern', msg`APIs`, IconApi),
  }),
  page('/registered-apis/new', {
    load: () => import('../pages/registered-apis/new-api-page.tsx'),
    needs: permission.manageAuthentication,
  }),
  page('/registered-apis/$key', {
    load: () => import('../pages/registered-apis/api-page.tsx'),
    needs: pageNeeds.viewApis,
  }),
  page('/registered-apis/$key/edit', {
    load: () => import('../pages/registered-apis/edit-api-page.tsx'),
    needs: permission.manageAuthentication,
  }),
  page('/audit-trail', {
    load: () => import('../pages/audit-trail/audit-trail-page.tsx'),
    needs: permission.viewAuditTrail,
    navigation: entry('govern', msg`Audit trail`, IconHistory),
  }),

  page('/assets', {
    load: () => import('../pages/assets/assets-page.tsx'),
    needs: pageNeeds.viewAssets,
    navigation: entry('build', msg`Assets`, IconBox),
  }),
  page('/assets/$key', {
    load: () => import('../pages/assets/asset-page.tsx'),
    needs: pageNeeds.viewAssets,
  }),
  page('/stages', {
    load: () => import('../pages/stages/stages-page.tsx'),
    needs: pageNeeds.viewStages,
    navigation: entry('build', msg`Stages`, IconStack2),
  }),

  page('/settings', {
    load: () => import('../pages/settings/settings-start-page.tsx'),
    needs: pageNeeds.viewSettings,
    navigation: entry('settings', msg`Settings`, IconSettings),
  }),
  page('/settings/organization', {
    load: () => import('../pages/settings/organization-page.tsx'),
    needs: permission.manageOrganization,
    navigation: settingsEntry(msg`Organization`, IconBuilding),
  }),
  page('/settings/sign-in', {
    load: () => import('../pages/sign-in-settings/sign-in-settings-page.tsx'),
    needs: permission.manageAuthentication,
    navigation: settingsEntry(msg`Sign-in`, IconShieldLock),
  }),
  page('/settings/domains', {
    load: () => import('../pages/settings/domains-page.tsx'),
    needs: permission.manageAuthentication,
    navigation: settingsEntry(msg`Domains`, IconWorld),
  }),
  page('/settings/signing-keys', {
    load: () => import('../pages/settings/signing-keys-page.tsx'),
    needs: permission.manageAuthentication,
    navigation: settingsEntry(msg`Signing keys`, IconCertificate),
  }),
  page('/settings/mail', {
    load: () => import('../pages/mail/mail-page.tsx'),
    needs: permission.manageMail,
    navigation: settingsEntry(msg`Mail`, IconMail),
  }),
  page('/settings/mail-templates', {
    load: () => import('../pages/mail-templates/mail-templates-page.tsx'),
    needs: permission.manageMail,
    navigation: settingsEntry(msg`Mail templates`, IconMailCog),
  }),
  page('/settings/mailbox', {
    load: () => import('../pages/mailbox/mailbox-page.tsx'),
    needs: permission.manageMail,
    navigation: settingsEntry(msg`Mailbox`, IconInbox),
  }),
  page('/settings/browser-programs', {
    load: () => import('../pages/browser-programs/browser-programs-page.tsx'),
    needs: permission.manageOrganization,
    navigation: settingsEntry(msg`Browser programs`, IconBrowser),
  }),
  page('/settings/portfolios', {
    load: () => import('../pages/stages/portfolios-page.tsx'),
    needs: permission.managePortfolio,
    navigation: settingsEntry(msg`Portfolios`, IconBriefcase),
  }),
  page('/settings/rate-limits', {
    load: () => import('../pages/settings/rate-limits-page.tsx'),
    needs: permission.manageOrganization,
    navigation: settingsEntry(msg`Rate limits`, IconGauge),
  }),
  // Bookmarks
  page('/branding', { movedTo: '/settings/organization' }),
  page('/sign-in-settings', { movedTo: '/settings/sign-in' }),
  page('/mail', { movedTo: '/settings/mail' }),
  page('/mailbox', { movedTo: '/settings/mailbox' }),
  page('/browser-programs', { movedTo: '/settings/browser-programs' }),

  page('/my-applications', {
    load: () => import('../pages/my-applications/my-applications-page.tsx'),
  }),
  page('/account', { load: () => import('../pages/account/account-page.tsx') }),
] as const

export const publicPages = [
  publicPage('/sign-in', { load: () => import('../pages/sign-in/failed-sign-in-page.tsx') }),
  publicPage('/signed-in', { load: () => import('../pages/sign-in/signed-in-page.tsx') }),
  publicPage('/sign-in/$uid', { load: () => import('../pages/sign-in/sign-in-page.tsx') }),
  publicPage('/sign-out', { load: () => import('../pages/sign-in/sign-out-page.tsx') }),
  publicPage('/set-up', { load: () => import('../pages/sign-in/set-up-page.tsx') }),
  publicPage('/forgotten-password', { load: () => import('../pages/sign-in/forgotten-password-page.tsx') }),
  publicPage('/accept-invitation', { load: () => import('../pages/sign-in/accept-invitation-page.tsx') }),
] as const
