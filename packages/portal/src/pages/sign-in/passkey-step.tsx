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
export const PasskeyStep = ({ uid, onAnswer }: PasskeyStepProps) => (
  <OutsideFrame
    title="Use your passkey"
    description="Your organization asks for more than the password, and you have a passkey."
  >
    <Stack gap="md">
      {canUsePasskeys() ? (
        <PasskeyButton uid={uid} onAnswer={onAnswer} isMain />
      ) : (
        <Notice tone="warning">This browser uses passkeys on pages with HTTPS only, and on localhost.</Notice>
      )}
      <Anchor href={signInUrl()} size="sm" ta="center">
        Sign in as somebody else
      </Anchor>
    </Stack>
  </OutsideFrame>
)
