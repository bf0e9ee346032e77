import { Trans, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { Notice } from '../feedback/notice.tsx'
import { Choice } from './choice.tsx'
import classes from './conflict-notice.module.css'
import type { Conflict, ConflictField } from './use-form.ts'

/** What somebody else has changed since the form was opened, field by field, with a choice where both have changed it */
export default function ConflictNotice({ conflict }: { conflict: Conflict }) {
  const { t } = useLingui()
  const { fields, refusals, keep } = conflict
  const list = useRef<HTMLUListElement>(null)
  // The button that saves may be far below.
  useEffect(() => {
    if (refusals === 0) list.current?.closest<HTMLElement>('[role="alert"]')?.focus()
    else list.current?.querySelector<HTMLElement>('[data-undecided] button')?.focus()
  }, [refusals])
  return (
    <Notice role="alert" tone="warning" title={t`Somebody else has changed this in the meantime`}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          {fields.some(({ mine }) => mine !== undefined) ? (
            <Trans>Nothing of yours is saved yet. Decide which values to keep, then save again.</Trans>
          ) : (
            <Trans>
              Nothing of yours is saved yet. The form has their changes as well now: save again to keep both.
            </Trans>
          )}
        </Text>
        <ul ref={list} className={classes.fields}>
          {fields.map(({ name, label, kept, ...values }) => {
            const isUndecided = values.mine !== undefined && kept === undefined
            return (
              <li key={name} data-undecided={isUndecided || undefined}>
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
                    value={kept}
                    onChange={(whose) => keep(name, whose)}
                  />
                )}
                {isUndecided && refusals > 0 && (
                  <Text size="xs" c="var(--mantine-color-error)" mt={4}>
                    <Trans>Decide which of the two is saved.</Trans>
                  </Text>
                )}
              </li>
            )
          })}
        </ul>
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
