import { Type } from 'typebox'
import { component, Nullable, named, OneOf, Timestamp } from '../../../http/api/schemas.ts'
import { SamlCertificate } from '../saml/saml-keys-schemas.ts'

const Reason = named(
  'ConnectionFault',
  OneOf(
    'unreachable',
    'forbidden-address',
    'refused',
    'not-json',
    'issuer-differs',
    'incomplete',
    'credentials-refused',
    'not-valid',
    'denied',
  ),
)

const ConnectionStep = Type.Object(
  {
    step: named('ConnectionStepName', OneOf('discovery', 'keys', 'credentials')),
    outcome: named('ConnectionStepOutcome', OneOf('passed', 'failed', 'skipped')),
    /** What is wrong, where it failed */
    reason: Nullable(Reason),
    detail: Type.String({ description: 'In words, for whoever sets the provider up' }),
  },
  component('ConnectionStep'),
)

export const ConnectionTest = Type.Object(
  { outcome: named('ConnectionOutcome', OneOf('passed', 'failed')), steps: Type.Array(ConnectionStep) },
  component('ConnectionTest'),
)

export const ProviderConnection = Type.Object(
  {
    redirectUri: Type.String({
      description:
        'To register at an OpenID provider, as the address to which it sends people back, with the key of the identity provider in place of {key}',
    }),
    postLogoutRedirectUri: Type.String({
      description:
        'To register at OpenID providers, as the address to which they send people back who have signed out there: one for all of them',
    }),
    keysUrl: Type.String({
      description: 'The public keys for private_key_jwt, where no private key is entered as the secret (JWK Set)',
    }),
    samlMetadataUrl: Type.String({
      description:
        'The metadata for SAML providers, and the entity ID unless the settings of the provider name another',
    }),
    samlAssertionConsumerUrl: Type.String({ description: 'Where SAML providers send assertions, by HTTP-POST' }),
    samlLogoutUrl: Type.String({ description: 'Where SAML providers send what ends sessions' }),
  },
  component('ProviderConnection'),
)

export const EndingCertificates = Type.Object(
  {
    certificates: Type.Array(
      Type.Object(
        {
          identityProvider: Nullable(
            Type.Object({ key: Type.String(), name: Type.String() }, component('EndingCertificateProvider')),
          ),
          certificate: SamlCertificate,
        },
        {
          ...component('EndingCertificate'),
          description: "Without a provider, it is that of the organization's own key.",
        },
      ),
      { description: 'The one that ends first comes first.' },
    ),
  },
  component('EndingCertificates'),
)

export const SamlStatus = Type.Object(
  {
    certificates: Type.Array(SamlCertificate, {
      description: 'Those that count: of the settings, else of the metadata',
    }),
    metadata: Nullable(
      Type.Object(
        {
          url: Type.String(),
          readAt: Nullable(Timestamp),
          failure: Nullable(Type.String({ description: 'Why they could not be fetched the last time, in words' })),
          failureReason: Nullable(Reason),
        },
        component('SamlMetadataStatus'),
      ),
    ),
  },
  component('SamlStatus'),
)

/** Of a key that nobody has */
const exampleCertificate = [
  'MIIBejCCASGgAwIBAgIUJ63yME8jvIqVrMY9IpniNuQOBh0wCgYIKoZIzj0EAwIwEjEQMA4GA1UEAwwHZXhhbXBsZTAgFw0yNjEx',
  'MjgyMTE4MjJaGA8yMTI2MTEwNDIxMTgyMlowEjEQMA4GA1UEAwwHZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABKpL',
  'Q9bWLxWyaHnbS9WcDD6J0lQFu63uUG0XDqh/P00XlW/qjFMTR60/C7xceQoeO52ipzqyntYdV234D7Ujts+jUzBRMB0GA1UdDgQW',
  'BBSSDGFzjmHoqRzBRuRoBOGwZGU43jAfBgNVHSMEGDAWgBSSDGFzjmHoqRzBRuRoBOGwZGU43jAPBgNVHRMBAf8EBTADAQH/MAoG',
  'CCqGSM49BAMCA0cAMEQCIHz1AfUtJeat9b7R6NRc12IcRGdfJ4KgxXTMO5oj72XzAiBHF/qLcyFCbmB4E1oDrAlb9IVp61JlFFZk',
  '18bvncGbaw==',
].join('')

const exampleMetadata = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://login.example.com">
  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <KeyDescriptor use="signing">
      <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${exampleCertificate}</X509Certificate></X509Data></KeyInfo>
    </KeyDescriptor>
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://login.example.com/saml"/>
  </IDPSSODescriptor>
</EntityDescriptor>`

export const SamlMetadataRequest = Type.Object(
  {
    metadata: Type.String({
      minLength: 1,
      maxLength: 262_144,
      description: 'The XML document with the metadata of one identity provider',
      examples: [exampleMetadata],
    }),
  },
  component('SamlMetadataRequest'),
)

export const SamlMetadataSettings = Type.Object(
  {
    samlConfiguration: Type.Array(
      Type.Object({ configName: Type.String(), configValue: Type.String() }, component('SamlMetadataSetting')),
    ),
    certificates: Type.Array(SamlCertificate),
  },
  component('SamlMetadataSettings'),
)
