import { Group, Text } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { CopyButton } from '../../components/copy-button.tsx'
import classes from './users.module.css'

/** Facts with their names, one beneath the other. */
export function Facts({ facts }: { facts: { name: string; value: ReactNode; copied?: string | null }[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value, copied }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>
            <Group gap={4} wrap="nowrap">
              <Text component="span" inherit style={{ overflowWrap: 'anywhere' }}>
                {value}
              </Text>
              {copied && <CopyButton value={copied} what={name.toLowerCase()} />}
            </Group>
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}

export const None = ({ children = 'None' }: { children?: ReactNode }) => (
  <Text span size="sm" c="dimmed">
    {children}
  </Text>
)
