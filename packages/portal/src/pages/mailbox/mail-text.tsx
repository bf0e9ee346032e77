import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Group, Text } from '@mantine/core'
import { Fragment } from 'react'
import { CopyButton } from '../../components/values/copy-button.tsx'
import classes from './mailbox.module.css'

/** The text of a mail, with links, and a button that copies its code. */
export function MailText({ text }: { text: string }) {
  const { t } = useLingui()
  const code = /^\s*(\d{3} ?\d{3})\s*$/m.exec(text)?.[1]
  return (
    <section aria-label={t`Text of the e-mail`}>
      {code && (
        <Group gap={4} mb="xs">
          <Text size="sm" c="dimmed">
            <Trans>Code</Trans>
          </Text>
          <Text ff="monospace" fw={600}>
            {code}
          </Text>
          <CopyButton value={code.replaceAll(' ', '')} what={t`code`} />
        </Group>
      )}
      <div className={classes.text} dir="auto">
        {text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <Fragment key={index}>{isLink(part) ? <MailLink url={part} /> : part}</Fragment>
        ))}
      </div>
    </section>
  )
}

const isLink = (part: string): boolean => /^https?:\/\//.test(part) && URL.canParse(part)

/** Opens in a new tab, without opener and referrer. */
const MailLink = ({ url }: { url: string }) => (
  <Anchor href={url} target="_blank" rel="noopener noreferrer" inherit underline="always">
    {url}
  </Anchor>
)
