import { Group, Text } from '@mantine/core'
import { Logo } from '../components/page/logo.tsx'
import classes from './shell.module.css'

/** The logo with the organization's name. */
export function Brand({ organization }: { organization: string }) {
  return (
    <Group gap={10} wrap="nowrap" miw={0}>
      <Logo />
      <Text span className={classes.organization}>
        {organization}
      </Text>
    </Group>
  )
}
