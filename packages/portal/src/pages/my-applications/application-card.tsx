import { Trans } from '@lingui/react/macro'
import { Anchor, Group, Paper, Stack, Text } from '@mantine/core'
import { ApplicationLogo } from '../../components/people/application-logo.tsx'
import classes from './application-card.module.css'
import type { MyApplication } from './queries.ts'

/** One application. Its name opens it, where it says at which address it begins a sign-in. */
export function ApplicationCard({ application: { name, logoPath, opensAt } }: { application: MyApplication }) {
  return (
    <Paper component="li" withBorder p="md" className={classes.card}>
      <Group gap="md" wrap="nowrap">
        <ApplicationLogo name={name} logoPath={logoPath} size={40} />
        <Stack gap={0} miw={0} style={{ overflowWrap: 'anywhere' }}>
          {opensAt ? (
            <Anchor href={opensAt} fw={600} className={classes.link}>
              <bdi>{name}</bdi>
            </Anchor>
          ) : (
            <>
              <Text fw={600}>
                <bdi>{name}</bdi>
              </Text>
              <Text size="sm" c="dimmed">
                <Trans>Open it at its own address.</Trans>
              </Text>
            </>
          )}
        </Stack>
      </Group>
    </Paper>
  )
}
