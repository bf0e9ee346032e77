/** Codes of TLS, of OpenSSL's checks of certificates (`X509_V_ERR_…` as Node names them) and of the mail library */
const tlsCodes =
  /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|^INVALID_(CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$|^HOSTNAME_MISMATCH$|^ETLS$|^EPROTO$/

/** Whether an error of this code says that a connection cannot be encrypted, or that a certificate is not valid. */
export const isTlsCode = (code: string): boolean => tlsCodes.test(code)
