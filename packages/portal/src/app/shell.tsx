import { Trans, useLingui } from '@lingui/react/macro'
import { AppShell, Box, Burger, Group, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Outlet, useMatches } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { type Needs, useSession } from '../api/session.ts'
import { useBranding } from '../components/branding/use-branding.ts'
import { FormScope } from '../components/forms/unsaved-work.ts'
import { NoPermission } from '../components/page/no-permission.tsx'
import { Brand } from './brand.tsx'
import { EndUserNavigation } from './end-user-navigation.tsx'
import { Overlays } from './overlays.tsx'
import { PaletteButton } from './palette-button.tsx'
import classes from './shell.module.css'
import { Sidebar } from './sidebar.tsx'

// Loaded once the page is there: none is needed at once.
const HeaderMenus = lazy(() => import('./header-menus.tsx'))
const SessionEndNotice = lazy(() => import('./session-end-notice.tsx'))
const SessionRenewal = lazy(() => import('./session-renewal.tsx'))

/** Header, sidebar, and the page between them, for a member who is signed in. */
export default function Shell() {
  const session = useSession()
  const { t } = useLingui()
  const [isMenuOpen, menu] = useDisclosure()
  const organization = useBranding()?.name ?? session.organization.name
  // Whoever holds no organization role administers nothing: there is nothing to navigate to, nor to search.
  const isEndUser = session.permissions.length === 0
  const path = useMatches({ select: (matches) => matches.at(-1)?.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes because the path has changed
  useEffect(menu.close, [path])
  return (
    <AppShell
      header={{ height: 56 }}
      {...(!isEndUser && { navbar: { width: 248, breakpoint: 'md', collapsed: { mobile: !isMenuOpen } } })}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a className={classes.skip} href="#page">
        <Trans>Skip to the page</Trans>
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            {!isEndUser && (
              <Burger
                opened={isMenuOpen}
                onClick={menu.toggle}
                hiddenFrom="md"
                size="sm"
                aria-label={isMenuOpen ? t`Close the menu` : t`Open the menu`}
                aria-expanded={isMenuOpen}
              />
            )}
            <UnstyledButton component={Link} to="/" className={classes.brand} aria-label={t`${organization}: home`}>
              <Brand organization={organization} />
            </UnstyledButton>
          </Group>
          <Group gap="xs" wrap="nowrap">
            {isEndUser ? <EndUserNavigation /> : <PaletteButton />}
            <Suspense fallback={<Box w={isEndUser ? 76 : 120} h={34} />}>
              <HeaderMenus />
            </Suspense>
          </Group>
        </Group>
      </AppShell.Header>
      {!isEndUser && (
        <AppShell.Navbar className={classes.navbar} mod={{ open: isMenuOpen }} component="nav" aria-label={t`Portal`}>
          <Sidebar />
        </AppShell.Navbar>
      )}
      <AppShell.Main id="page" tabIndex={-1}>
        <div className={classes.page}>
          <Suspense>
            <SessionEndNotice />
          </Suspense>
          <PermittedPage />
        </div>
      </AppShell.Main>
      {!isEndUser && <Overlays />}
      <Suspense>
        <SessionRenewal />
      </Suspense>
    </AppShell>
  )
}

/** The page, for those who may see it. */
function PermittedPage() {
  const session = useSession()
  const needs = useMatches({ select: (matches): Needs | undefined => matches.at(-1)?.staticData.needs })
  const path = useMatches({ select: (matches) => matches.at(-1)?.pathname })
  // Anew for each address: the same sentence after a link to another page is read out again.
  if (needs !== undefined && !session.may(needs)) return <NoPermission key={path} needs={needs} />
  return (
    <FormScope value="page">
      <Outlet />
    </FormScope>
  )
}
