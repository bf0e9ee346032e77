import { useState } from 'react'
import { PageHeader } from '../../components/page/page-header.tsx'
import { NewRelyingPartyForm } from './new-relying-party-form.tsx'
import type { RelyingPartyType } from './relying-party-labels.ts'
import { TypeChoice } from './type-choice.tsx'

/** Registers an application: first its type, then what that needs. */
export default function NewRelyingPartyPage() {
  const [type, setType] = useState<RelyingPartyType>()
  return (
    <>
      <PageHeader
        title="Add a sign-in application"
        description="What is asked here is enough to try it. All else has a safe setting, and can be changed later."
        trail={[{ label: 'Sign-in applications', to: '/sign-in-applications' }]}
      />
      {type === undefined ? (
        <TypeChoice onChoose={setType} />
      ) : (
        <NewRelyingPartyForm type={type} onBack={() => setType(undefined)} />
      )}
    </>
  )
}
