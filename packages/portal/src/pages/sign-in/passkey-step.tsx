import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Stack } from '@mantine/core'
import { signInUrl } from '../../api/return-path.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { canUsePasskeys } from '../../components/second-factors/register-passkey.ts'
import { OutsideFrame } from './outside-frame.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import type { SignInAnswer } from './queries.ts'

interface PasskeyStepProps {
  uid: string
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

/** The password is not enough, and the user has a passkey. */
export default function PasskeyStep({ uid, onAnswer }: PasskeyStepProps) {
  const { t } = useLingui()
  return (
    <OutsideFrame
      title={t`Use your passkey`}
      description={t`Your organization asks for more than the password, and you have a passkey.`}
    >
      <Stack gap="md">
        {canUsePasskeys() ? (
          <PasskeyButton uid={uid} onAnswer={onAnswer} isMain />
        ) : (
          <Notice tone="warning">
            <Trans>This browser uses passkeys on pages with HTTPS only, and on localhost.</Trans>
          </Notice>
        )}
        <Anchor href={signInUrl()} size="sm" ta="center">
          <Trans>Sign in as somebody else</Trans>
        </Anchor>
      </Stack>
    </OutsideFrame>
  )
}
