import { Group, Text } from '@mantine/core'
import { BrandLogo } from '../components/branding/brand-logo.tsx'
import classes from './shell.module.css'

/** The logo with the organization's name. */
export function Brand({ organization }: { organization: string }) {
  return (
    <Group gap={10} wrap="nowrap" miw={0}>
      <BrandLogo />
      <Text span className={classes.organization}>
        {organization}
      </Text>
    </Group>
  )
}
