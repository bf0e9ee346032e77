import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { PageHeader } from '../../components/page/page-header.tsx'
import { NewRelyingPartyForm } from './new-relying-party-form.tsx'
import type { RelyingPartyType } from './relying-party-labels.ts'
import { TypeChoice } from './type-choice.tsx'

/** Registers an application: first its type, then what that needs. */
export default function NewRelyingPartyPage() {
  const { t } = useLingui()
  const [type, setType] = useState<RelyingPartyType>()
  return (
    <>
      <PageHeader
        title={t`Create sign-in application`}
        description={t`These settings are enough to start. All others have safe defaults and can be changed later.`}
        trail={[{ label: t`Sign-in applications`, to: '/sign-in-applications' }]}
      />
      {type === undefined ? (
        <TypeChoice onChoose={setType} />
      ) : (
        <NewRelyingPartyForm type={type} onBack={() => setType(undefined)} />
      )}
    </>
  )
}
