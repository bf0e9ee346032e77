import { plural } from '@lingui/core/macro'
import { Plural, useLingui } from '@lingui/react/macro'
import { Stack, Text } from '@mantine/core'
import { Notice } from '../feedback/notice.tsx'
import { CopyButton } from '../values/copy-button.tsx'
import { isEmail } from './emails-in.ts'

const shownAtOnce = 20

/** The entered e-mails that are nobody's, and what was entered between them that is no e-mail */
export function UnknownEmails({ emails }: { emails: readonly string[] }) {
  const { t } = useLingui()
  const [unknown, others] = [emails.filter(isEmail), emails.filter((one) => !isEmail(one))]
  return (
    <>
      <Listed
        texts={unknown}
        title={t`${plural(unknown.length, {
          one: '# e-mail matches no user you can see',
          other: '# e-mails match no user you can see',
        })}`}
        what={t`these e-mails`}
      />
      <Listed
        texts={others}
        title={t`${plural(others.length, { one: '# line has no e-mail', other: '# lines have no e-mail' })}`}
        what={t`these lines`}
      />
    </>
  )
}

function Listed({ texts, title, what }: { texts: readonly string[]; title: string; what: string }) {
  if (texts.length === 0) return null
  const more = texts.length - shownAtOnce
  return (
    <Notice tone="warning" role="status" title={title}>
      <Stack gap={6} align="flex-start">
        <Text size="sm">
          {texts.slice(0, shownAtOnce).map((text) => (
            <span key={text}>
              <bdi>{text}</bdi>
              <br />
            </span>
          ))}
          {more > 0 && <Plural value={more} one="and # more" other="and # more" />}
        </Text>
        <CopyButton value={texts.join('\n')} what={what} withLabel />
      </Stack>
    </Notice>
  )
}
