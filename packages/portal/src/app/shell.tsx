import { AppShell, Burger, Group, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link, Outlet, useMatches, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { type Needs, useSession } from '../api/session.ts'
import { ColorSchemeSwitch } from '../components/page/color-scheme-switch.tsx'
import { NoPermission } from '../components/page/no-permission.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Brand } from './brand.tsx'
import { PaletteButton } from './palette-button.tsx'
import classes from './shell.module.css'
import { Sidebar } from './sidebar.tsx'

// Loaded once the page is there: neither is needed at once.
const SessionEndNotice = lazy(() => import('./session-end-notice.tsx'))
const SignInElsewhereDialog = lazy(() => import('./sign-in-elsewhere-dialog.tsx'))

/** Header, sidebar, and the page between them, for a member who is signed in. */
export default function Shell() {
  const session = useSession()
  const [isMenuOpen, menu] = useDisclosure()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes because the path has changed
  useEffect(menu.close, [path])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 248, breakpoint: 'md', collapsed: { mobile: !isMenuOpen } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <a className={classes.skip} href="#page">
        Skip to the page
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger
              opened={isMenuOpen}
              onClick={menu.toggle}
              hiddenFrom="md"
              size="sm"
              aria-label={isMenuOpen ? 'Close the menu' : 'Open the menu'}
              aria-expanded={isMenuOpen}
            />
            <UnstyledButton
              component={Link}
              to="/"
              className={classes.brand}
              aria-label={`${session.organization.name}: home`}
            >
              <Brand organization={session.organization.name} />
            </UnstyledButton>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <PaletteButton />
            <ColorSchemeSwitch />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} mod={{ open: isMenuOpen }} component="nav" aria-label="Portal">
        <Sidebar />
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1}>
        <div className={classes.page}>
          <Suspense>
            <SessionEndNotice />
          </Suspense>
          <PermittedPage />
        </div>
      </AppShell.Main>
      <Suspense>
        <SignInElsewhereDialog />
      </Suspense>
    </AppShell>
  )
}

/** The page, for those who may see it. */
function PermittedPage() {
  const session = useSession()
  const needs = useMatches({ select: (matches): Needs | undefined => matches.at(-1)?.staticData.needs })
  return needs === undefined || session.may(needs) ? <Outlet /> : <NoPermission needs={needs} />
}
