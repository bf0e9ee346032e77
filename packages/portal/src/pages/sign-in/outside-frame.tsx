import { Trans } from '@lingui/react/macro'
import { Anchor, Card, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { addressOf } from '../../api/base-path.ts'
import { stateQuery } from '../../api/state-query.ts'
import { BrandLogo } from '../../components/branding/brand-logo.tsx'
import { LanguageSwitch } from '../../components/language/language-switch.tsx'
import { ColorSchemeSwitch } from '../../components/page/color-scheme-switch.tsx'
import { usePageTitle } from '../../components/page/use-page-title.ts'
import { ApplicationLine } from './application-line.tsx'
import classes from './outside-frame.module.css'
import type { ShownApplication } from './queries.ts'
import { useSignInDialog } from './sign-in-place.ts'

interface OutsideFrameProps {
  title: string
  description?: ReactNode
  /** Where the sign-in leads, shown above the title */
  application?: ShownApplication | null | undefined
  children: ReactNode
  /** The title says nothing more than the dialog in which a member signs in again */
  isTitleOfDialog?: boolean
}

/** The frame of pages for people who are not signed in. In the dialog of a member there is only what is in it. */
export function OutsideFrame({ isTitleOfDialog, ...frame }: OutsideFrameProps) {
  if (!useSignInDialog()) return <PageFrame {...frame} />
  const { title, description, children } = frame
  return (
    <Stack gap="md">
      {!isTitleOfDialog && (
        <div>
          <Title order={3} size="h2">
            {title}
          </Title>
          {description && (
            <Text c="dimmed" size="sm" component="div">
              {description}
            </Text>
          )}
        </div>
      )}
      {children}
    </Stack>
  )
}

/** The organization's name and one card */
function PageFrame({ title, description, application, children }: OutsideFrameProps) {
  usePageTitle(title)
  const { data: state } = useQuery(stateQuery)
  return (
    <div className={classes.frame}>
      <header className={classes.corner}>
        <LanguageSwitch />
        <ColorSchemeSwitch />
      </header>
      <main className={classes.main}>
        <Stack gap="sm" align="center" mb="xl">
          <BrandLogo size={44} />
          <Text fw={600} mih={25} maw="100%" ta="center" style={{ overflowWrap: 'anywhere' }}>
            {state?.branding.name}
          </Text>
        </Stack>
        <Card withBorder padding="xl" radius="lg" className={classes.card}>
          <Stack gap={4} mb="lg">
            <Title order={1} tabIndex={-1}>
              {title}
            </Title>
            {application && <ApplicationLine application={application} />}
            {description && (
              <Text c="dimmed" size="sm" component="div">
                {description}
              </Text>
            )}
          </Stack>
          {children}
        </Card>
      </main>
      <footer className={classes.footer}>
        <Text size="xs" c="dimmed">
          Portico {state?.version} ·{' '}
          <Anchor href={addressOf('/docs')} underline="always">
            <Trans>API reference</Trans>
          </Anchor>
        </Text>
      </footer>
    </div>
  )
}
