import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Divider, Stack, Text } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { addressOf } from '../../api/base-path.ts'
import { readSignInNotice } from '../../api/sign-in-notice.ts'
import { Notice } from '../../components/feedback/notice.tsx'
import { EmailStep } from './email-step.tsx'
import { OutsideFrame } from './outside-frame.tsx'
import { PasswordStep } from './password-step.tsx'
import { ProviderProblem } from './provider-problem.tsx'
import type { Interaction, SignInAnswer } from './queries.ts'
import { useSignInDialog } from './sign-in-place.ts'

// Not where there is no other provider, or no session that has ended.
const ProviderButtons = lazy(() => import('./provider-buttons.tsx'))
const SessionEndText = lazy(() => import('../../components/feedback/session-end-text.tsx'))

interface FirstStepProps {
  uid: string
  interaction: Interaction
  onAnswer(answer: Promise<SignInAnswer>): Promise<void>
}

/** How the person signs in: with the password, a passkey, or an account at an external provider. */
export function FirstStep({ uid, interaction, onAnswer }: FirstStepProps) {
  const { t } = useLingui()
  const dialog = useSignInDialog()
  const { providers = [], allowsPasswords = true, asksEmailFirst = false, client, problem } = interaction
  const notice = dialog ? undefined : readSignInNotice()
  const [email, setEmail] = useState(dialog?.email ?? interaction.email ?? notice?.email ?? '')
  const [isEmailSent, setEmailSent] = useState(false)
  const isEmailAlone = asksEmailFirst && !isEmailSent
  return (
    <OutsideFrame title={t`Sign in`} application={client} isTitleOfDialog>
      <Stack gap="md">
        {notice && (
          <Notice role="status" {...(notice.isGood ? { tone: 'good' } : {})}>
            {notice.sessionEnd ? (
              <Suspense>
                <SessionEndText reason={notice.sessionEnd} />
              </Suspense>
            ) : (
              notice.notice
            )}
          </Notice>
        )}
        {problem && <ProviderProblem problem={problem} />}
        {isEmailAlone ? (
          <EmailStep
            uid={uid}
            email={email}
            onAnswer={onAnswer}
            onPassword={(entered) => {
              setEmail(entered)
              setEmailSent(true)
            }}
          />
        ) : (
          allowsPasswords && (
            <PasswordStep
              uid={uid}
              email={email}
              isEmailFixed={dialog?.email != null}
              onOtherEmail={asksEmailFirst && !dialog ? () => setEmailSent(false) : undefined}
              onAnswer={onAnswer}
            />
          )
        )}
        {!isEmailAlone && !allowsPasswords && asksEmailFirst && (
          <Notice tone="warning" role="alert">
            <Trans>No provider has the domain of this e-mail, and passwords are not used here.</Trans>
          </Notice>
        )}
        {providers.length > 0 && (
          <>
            {(allowsPasswords || asksEmailFirst) && <Divider label={t`or`} />}
            <Suspense>
              <ProviderButtons uid={uid} providers={providers} onAnswer={onAnswer} />
            </Suspense>
          </>
        )}
        {providers.length === 0 && !allowsPasswords && !asksEmailFirst && (
          <Text size="sm">
            <Trans>Nobody can sign in here now: no identity provider is set up for it. Tell an administrator.</Trans>
          </Text>
        )}
        {allowsPasswords && !isEmailAlone && (
          <Anchor
            href={addressOf('/forgotten-password')}
            size="sm"
            ta="center"
            {...(dialog && { target: '_blank', rel: 'noopener' })}
          >
            <Trans>Forgotten your password?</Trans>
          </Anchor>
        )}
      </Stack>
    </OutsideFrame>
  )
}
