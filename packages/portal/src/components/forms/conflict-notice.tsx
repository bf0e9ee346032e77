import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Notice } from '../feedback/notice.tsx'
import { Choice } from './choice.tsx'
import classes from './conflict-notice.module.css'
import type { Conflict, ConflictField } from './use-form.ts'

/** What somebody else has changed since the form was opened, field by field, with a choice where both have changed it */
export default function ConflictNotice({ conflict }: { conflict: Conflict }) {
  const { t } = useLingui()
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  const choose = (name: string, isTheirs: boolean): void =>
    setTheirs(isTheirs ? new Set([...theirs, name]) : theirs.difference(new Set([name])))
  return (
    <Notice role="alert" tone="warning" title={t`Somebody else has changed this in the meantime`}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          <Trans>Nothing of yours is saved yet. Decide which values to keep, then save again.</Trans>
        </Text>
        <ul className={classes.fields}>
          {conflict.fields.map(({ name, label, ...values }) => (
            <li key={name}>
              <Text size="sm" fw={600}>
                {label}
              </Text>
              <Values {...values} />
              {values.mine !== undefined && (
                <Choice
                  label={t`Which value of ${label} to keep`}
                  isLabelHidden
                  options={[
                    { value: 'mine', label: t`Keep mine` },
                    { value: 'theirs', label: t`Use theirs` },
                  ]}
                  value={theirs.has(name) ? 'theirs' : 'mine'}
                  onChange={(value) => choose(name, value === 'theirs')}
                />
              )}
            </li>
          ))}
        </ul>
        <Group gap="xs">
          <Button size="xs" onClick={() => conflict.keep([...theirs])}>
            <Trans>Continue with these values</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={conflict.load}>
            <Trans>Discard my changes</Trans>
          </Button>
        </Group>
      </Stack>
    </Notice>
  )
}

const Values = ({ before, theirs, mine }: Pick<ConflictField, 'before' | 'theirs' | 'mine'>) => (
  <dl className={classes.values}>
    <dt>
      <Trans>Before</Trans>
    </dt>
    <dd>{before}</dd>
    <dt>
      <Trans>Theirs</Trans>
    </dt>
    <dd>{theirs}</dd>
    {mine !== undefined && (
      <>
        <dt>
          <Trans>Mine</Trans>
        </dt>
        <dd>{mine}</dd>
      </>
    )}
  </dl>
)
