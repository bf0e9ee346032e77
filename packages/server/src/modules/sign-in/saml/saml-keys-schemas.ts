import { Type } from 'typebox'
import { component, named, OneOf, Timestamp } from '../../../http/api/schemas.ts'

export const SamlCertificate = Type.Object(
  {
    subject: Type.String(),
    fingerprint: Type.String({ description: 'SHA-256, as providers show it' }),
    validFrom: Timestamp,
    validTo: Timestamp,
    state: Type.Unsafe<'valid' | 'ends-soon' | 'ended'>({
      ...named('SamlCertificateState', OneOf('valid', 'ends-soon', 'ended')),
      description: 'ends-soon: within 30 days. The key of one that has ended counts all the same.',
    }),
  },
  component('SamlCertificate'),
)

const SamlKey = Type.Object(
  {
    key: Type.String(),
    use: Type.Unsafe<'next' | 'current' | 'former'>({
      ...named('SamlKeyUse', OneOf('next', 'current', 'former')),
      description:
        'current: signs, and providers encrypt for it. next: published beside it. former: what is encrypted for it can still be read.',
    }),
    createdAt: Timestamp,
    certificate: SamlCertificate,
  },
  component('SamlKey'),
)

export const SamlKeys = Type.Object(
  { keys: Type.Array(SamlKey, { description: 'The newest first. The first one is made when it is first needed.' }) },
  component('SamlKeys'),
)

export const SamlKeyRotation = Type.Object(
  {
    step: Type.Unsafe<'begin' | 'switch' | 'end' | 'cancel'>({
      ...named('SamlKeyStep', OneOf('begin', 'switch', 'end', 'cancel')),
      description:
        'begin: publishes a next key beside the current one. switch: the next key signs from now on. end: deletes the former key. cancel: deletes the next key.',
    }),
  },
  component('SamlKeyRotation'),
)
