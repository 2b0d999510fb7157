/**
 * The string that is signed, line by line. The screen shows the lines, and the string is made of the same ones.
 * Versions: https://learn.microsoft.com/rest/api/storageservices/create-service-sas, .../create-account-sas,
 * .../create-user-delegation-sas, and the strings that @azure/storage-blob 12.32.0 makes.
 */
import type { AccountSas, Pairs, Sas, ServiceSas, UserDelegationSas } from './values.ts';

export interface Line {
  /** The query parameter, or what stands there that is none. */
  readonly name: string;
  readonly value: string;
}

/** Joined by newlines they are the string. A line without a value is there all the same. */
export function linesOf(sas: Sas): readonly Line[] {
  if (sas.kind === 'account') return accountLines(sas);
  return sas.kind === 'service' ? serviceLines(sas) : delegationLines(sas);
}

export function stringToSign(sas: Sas): string {
  return joined(linesOf(sas));
}

export const joined = (lines: readonly Line[]): string => lines.map(({ value }) => value).join('\n');

const line = (name: string, value = ''): Line => ({ name, value });

/** 2015-04-05; with sr and the snapshot from 2018-11-09 on, and with ses from 2020-12-06 on. */
function serviceLines(sas: ServiceSas): readonly Line[] {
  return [
    ...whatAndWhen(sas),
    line('si', sas.si),
    ...whenceAndHow(sas),
    ...(sas.sv >= '2018-11-09' ? [line('sr', sas.sr), momentOf(sas)] : []),
    ...(sas.sv >= '2020-12-06' ? [line('ses', sas.ses)] : []),
    ...headerLines(sas),
  ];
}

/** 2018-11-09; who may use it from 2020-02-10 on, ses from 2020-12-06, one user from 2025-07-05, the request from 2026-04-06. */
function delegationLines(sas: UserDelegationSas): readonly Line[] {
  const { sv } = sas;
  return [
    ...whatAndWhen(sas),
    ...[line('skoid', sas.skoid), line('sktid', sas.sktid), line('skt', sas.skt)],
    ...[line('ske', sas.ske), line('sks', sas.sks), line('skv', sas.skv)],
    ...(sv >= '2020-02-10'
      ? [line('saoid', sas.saoid), line('suoid', sas.suoid), line('scid', sas.scid)]
      : []),
    ...(sv >= '2025-07-05' ? [line('skdutid', sas.skdutid), line('sduoid', sas.sduoid)] : []),
    ...whenceAndHow(sas),
    ...[line('sr', sas.sr), momentOf(sas)],
    ...(sv >= '2020-12-06' ? [line('ses', sas.ses)] : []),
    ...(sv >= '2026-04-06'
      ? [
          line(
            'srh',
            pairs(sas.requestHeaders, ([name, value]) => `${name}:${value}\n`),
          ),
          line(
            'srq',
            pairs(sas.requestQuery, ([name, value]) => `\n${name}:${value}`),
          ),
        ]
      : []),
    ...headerLines(sas),
  ];
}

/** The empty line at the end is no mistake: each field is followed by a newline. */
function accountLines(sas: AccountSas): readonly Line[] {
  return [
    line('account', sas.account),
    ...[line('sp', sas.sp), line('ss', sas.ss), line('srt', sas.srt)],
    ...[line('st', sas.st), line('se', sas.se)],
    ...whenceAndHow(sas),
    ...(sas.sv >= '2020-12-06' ? [line('ses', sas.ses)] : []),
    line('end'),
  ];
}

const whatAndWhen = (sas: ServiceSas | UserDelegationSas): readonly Line[] => [
  line('sp', sas.sp),
  line('st', sas.st),
  line('se', sas.se),
  line('resource', canonicalizedResource(sas)),
];

const whenceAndHow = (sas: Sas): readonly Line[] => [
  line('sip', sas.sip),
  line('spr', sas.spr),
  line('sv', sas.sv),
];

const headerLines = (sas: ServiceSas | UserDelegationSas): readonly Line[] => [
  line('rscc', sas.rscc),
  line('rscd', sas.rscd),
  line('rsce', sas.rsce),
  line('rscl', sas.rscl),
  line('rsct', sas.rsct),
];

/** A snapshot and a version share one line. */
const momentOf = (sas: ServiceSas | UserDelegationSas): Line =>
  line('snapshot', sas.snapshot ?? sas.versionId);

const pairs = (of: Pairs = [], text: (pair: Pairs[number]) => string): string => of.map(text).join('');

/** `/blob/<account>/<container>/<blob>`, with names as they are and not as a URL writes them. */
export function canonicalizedResource(sas: ServiceSas | UserDelegationSas): string {
  const container = `/blob/${sas.account}/${sas.container}`;
  return sas.sr === 'c' || !sas.blob ? container : `${container}/${sas.blob}`;
}
