import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { Notice } from '../feedback/notice.tsx'
import type { Form } from './use-form.ts'

/** Above the fields: a problem that belongs to none of them, or what somebody else has changed meanwhile. */
export function FormProblem<V>({ form: { problem, conflict } }: { form: Form<V> }) {
  const { t } = useLingui()
  if (problem) return <ErrorPanel error={problem} />
  if (!conflict) return null
  const fields = conflict.fields.join(', ')
  return (
    <Notice role="alert" tone="warning" title={t`Somebody else has changed this meanwhile`}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          <Trans>
            Changed: <strong>{fields}</strong>. Nothing of yours is saved yet, and what you have typed is still here.
            Begin again with the new values, which replace what you have typed, or keep your changes, which replace them
            when you save.
          </Trans>
        </Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={conflict.load}>
            <Trans>Take the new values</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={conflict.keep}>
            <Trans>Keep my changes</Trans>
          </Button>
        </Group>
      </Stack>
    </Notice>
  )
}
