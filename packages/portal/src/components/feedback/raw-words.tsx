import { Trans } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import classes from './raw-words.module.css'

/** What the server or another one has said in English, folded: for whoever looks for the cause. */
export function RawWords({ children }: { children?: string }) {
  return (
    <details className={classes.details}>
      <summary>
        <Trans>Details</Trans>
      </summary>
      <Text size="xs" ff="monospace" mt={4} lang="en" className={classes.words}>
        <bdi>{children}</bdi>
      </Text>
    </details>
  )
}
