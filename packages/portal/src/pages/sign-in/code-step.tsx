import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Stack, TextInput } from '@mantine/core'
import { portalApi } from '../../api/apis.ts'
import { signInUrl } from '../../api/return-path.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { withoutSpaces } from './mailed-code-field.tsx'
import { OutsideFrame } from './outside-frame.tsx'
import type { SignInAnswer } from './queries.ts'

interface CodeStepProps {
  uid: string
  /** Continues with the answer, or throws the server's refusal */
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

/** The second factor: a code of the authenticator app, or a recovery code. */
export default function CodeStep({ uid, onAnswer }: CodeStepProps) {
  const { t } = useLingui()
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => (code.trim() === '' ? { code: t`Enter a code.` } : {}),
    save: ({ code }) =>
      onAnswer(portalApi.post(`/interactions/${encodeURIComponent(uid)}/code`, { code: withoutSpaces(code) })),
    problemFields: { sign_in_failed: 'code' },
  })
  return (
    <OutsideFrame
      title={t`Enter a code`}
      description={t`Your authenticator app shows a code of six digits. Without the app at hand, one of your recovery codes will do.`}
    >
      <Stack gap="md">
        <FormFrame form={form} submitLabel={t`Go on`} isWide>
          <TextInput label={t`Code`} name="code" autoComplete="one-time-code" autoFocus {...form.text('code')} />
        </FormFrame>
        <Anchor href={signInUrl()} size="sm" ta="center">
          <Trans>Sign in as somebody else</Trans>
        </Anchor>
      </Stack>
    </OutsideFrame>
  )
}
