/** What every call gives back that could not be answered; nothing throws. */
export interface Failure {
  type: "failure";
  errors: { code: string; message: string; help: string }[];
}

/** A day as `YYYY-MM-DD`. */
export type Day = string;
/** A number of minor units, such as cents, of the base currency unless another is named; whole up to 2⁵³. */
export type Minor = number;
/** A class under its scheme, as {@link Classified} lists them; empty where a customer has none. */
export type ClassKey = string;
export type Scheme = "scale" | "value" | "abc" | "stage" | "frequency" | "need" | "reach" | "membership";

/** A file with a table: CSV or the like in any encoding, or a web table. */
export interface TableFile {
  name: string;
  bytes: Uint8Array;
}

/** What a row of a file is. */
export type Kind = "customers" | "contacts" | "orders" | "lines" | "payments";

export interface ImportOptions {
  /** The currency that sales are summed in; `currency` unless given, else USD. */
  baseCurrency?: string;
  /** The currency of amounts that name none; the base currency unless given. */
  currency?: string;
  /** Rates to the base currency: what one unit is worth in it, by month as `YYYY-MM`. */
  rates?: { currency: string; month: string; rate: string | number }[];
  /** The country that counts as home, by its two letters. */
  ownCountry?: string;
  /**
   * What columns are, by label or by number from 1, where the guess is not right: `skip`, `own`, a field such as
   * `customer.name`, `customer.code`, `order.number`, `order.date`, `order.amount`, or a part such as
   * `line.quantity`, `line.unitPrice`, `order.currency`, `order.paidOn`, `order.paidAmount`.
   */
  mapping?: Record<string, string>;
  /** What a row is, where the guess is not right: for all files, or file by file. */
  kinds?: Kind | (Kind | null)[];
  /** The order of day, month and year in dates. */
  dateOrder?: "ymd" | "dmy" | "mdy";
  /** The decimal mark of numbers. */
  decimalMark?: "point" | "comma";
  /** Leaves out cancelling invoices, `C` and digits; unless set they count against what was bought. */
  dropCancellations?: boolean;
  /** Leaves out rows that name no customer, as is done unless this is `false`: then such a row is a failure. */
  requireCustomer?: boolean;
  /** Leaves out amounts below zero, and lines whose quantity or price is not above zero. */
  positiveQuantityAndPrice?: boolean;
}

export interface Summary {
  type: "success";
  customers: number;
  orders: number;
  /** The day of the first order. */
  first: Day | null;
  /** The day of the last order. */
  last: Day | null;
  total: Minor;
  /** Orders without a rate to the base currency, left out of all sums. */
  unpriced: number;
  baseCurrency: string;
}

/** How many records are new, changed, the same, or could not be read. */
export interface Count {
  new: number;
  updated: number;
  unchanged: number;
  refused: number;
}

/** What became of a file. */
export interface ImportedFile {
  name: string;
  kind: Kind;
  columns: { label: string; target: string }[];
  rowsUsed: number;
  rowsRefused: number;
  /** By reason: `noCustomer`, `cancelled`, `return`, `notPositive`, `notWon`, `repeated`. */
  rowsLeftOut: Record<string, number>;
  customers: Count;
  contacts: Count;
  orders: Count;
  payments: Count;
  /** What could not be taken over, the first hundred. */
  issues: { line: number; column: string; value: string; isRowRefused: boolean; message: string; help: string }[];
  issuesInAll: number;
}

export interface Imported {
  type: "success";
  book: Book;
  summary: Summary & { files: ImportedFile[] };
}

export interface Restored {
  type: "success";
  book: Book;
}

/** How orders lie in a plain table: no quotes, days as `YYYY-MM-DD`, amounts as `1234.56`, each row an order. */
export interface OrdersOptions {
  /** The labels of its columns; other columns are passed over. */
  columns: {
    customer: string;
    date: string;
    amount: string;
    /** Categories of goods, several with `;` or `,` between them. */
    categories?: string;
    due?: string;
    /** The day of full payment; empty is not paid. */
    paidOn?: string;
  };
  /** The currency of all amounts and of the book; USD unless given. */
  currency?: string;
}

export interface ProfileOptions {
  asOf: Day;
  /** The day whose quarter is the first of the sums; that of the first order unless given. */
  from?: Day;
}

/** What orders tell of customers that ordered up to the day, by the rules in force then; `id` as other tables have it. */
export interface Profile {
  type: "success";
  asOf: Day;
  id: Uint32Array;
  /** Sales of all time. */
  sales: Float64Array;
  /** The part of all sales. */
  share: Float64Array;
  orders: Uint32Array;
  /** The days of the first and the last order, counted from 1970-01-01. */
  first: Int32Array;
  last: Int32Array;
  /** Payments that came late or are overdue. */
  late: Uint32Array;
  /** Scores of 1 to 5 by fifths of one size, see {@link RfmOptions.fifths}. */
  r: Uint8Array;
  f: Uint8Array;
  m: Uint8Array;
  /** The class by cumulative share of all sales, a place in `abcClasses`. */
  abc: Uint8Array;
  abcClasses: string[];
  /** 1 where sales of two quarters running at least doubled, anywhere in `quarters`. */
  isDoubledTwice: Uint8Array;
  /** 1 where the last order lies further back than the rules allow. */
  isDormant: Uint8Array;
  /** `dormant`, `new` (90 days), `growing` (doubled twice), `quiet` (180 days) or `active`, a place in `phases`. */
  phase: Uint8Array;
  phases: string[];
  /** Such as `2024-Q1`. */
  quarters: string[];
  years: number[];
  /** Sales of the first customer in each of `quarters`, then of the second, and so on. */
  quarterSales: Float64Array;
  /** The same by `years`, of those quarters alone. */
  yearSales: Float64Array;
}

export interface BackupOptions {
  /** The day that the backup says it was written on; today unless given. */
  saved?: Day;
}

export interface AsOf {
  /** The day; never today by itself. */
  asOf: Day;
  /**
   * Rules, or the part of them that differs from those in force on that day.
   *
   * `classify` and `explain` go by all of them but `review`, `churn`, `positioning` and `services`; `trends` by
   * `review.growth` alone; `concentration` by `abc.window` alone; no rule moves a purchase cycle, so `cycles` takes
   * `policy` for the sake of one shape of options and only says what is wrong with it.
   */
  policy?: PartialPolicy;
}

/** The classes of all customers: the same place in each column is the same customer. */
export interface Classified {
  type: "success";
  asOf: Day;
  /** All sales of the trailing twelve months. */
  total: Minor;
  /** What customers are called: their code, else their name, else their number; no two are called the same. */
  customer: string[];
  /** Their numbers in the book and its backups. */
  id: Uint32Array;
  /** Sales of the trailing twelve months. */
  sales: Float64Array;
  /** Sales of all time. */
  salesEver: Float64Array;
  /** Orders of the trailing twelve months. */
  orders: Uint32Array;
  ordersEver: Uint32Array;
  /** The part of all sales of the trailing twelve months, from 0 to 1; 0 where there were none. */
  share: Float64Array;
  /** `large`, `medium`, `small`, `ordinary`. */
  scale: ClassKey[];
  /** `A`, `B`, `C` by criteria. */
  value: ClassKey[];
  /** `A`, `B`, `C` by cumulative share. */
  abc: ClassKey[];
  /** `prospect`, `trial`, `long-term`, `dormant`, `lost`. */
  stage: ClassKey[];
  need: ClassKey[];
  /** `high`, `low`. */
  frequency: ClassKey[];
  /** `domestic`, `international`. */
  reach: ClassKey[];
  /** `diamond`, `gold`, `silver`; empty below silver. */
  membership: ClassKey[];
  /** 1 where something unknown could change the value class. */
  isProvisional: Uint8Array;
  /** 1 where payments come too late. */
  isRisk: Uint8Array;
  /** 1 where a customer ordered again after a long rest. */
  isReactivated: Uint8Array;
  /** By scheme, each class in its order and last those without one. */
  counts: Record<Scheme, { class: ClassKey; customers: number; sales: Minor }[]>;
}

export interface Money {
  minor: Minor;
  currency: string;
}

/** A value with the name of what it counts. */
export type Measure =
  | Money
  | { part: Minor; whole: Minor; basisPoints: number }
  | { basisPoints: number }
  | { months: number; atLeast: boolean }
  | { days: number }
  | { count: number }
  /** `amount`: what the late orders come to, where all have a rate. */
  | { payments: number; days: number; amount: Money | null; unknown: number }
  | { rating: number | null; plan: boolean | null }
  | { flag: boolean }
  | { need: string }
  | { country: string };

/** What would make known what is not. */
export type Missing =
  | { field: string }
  | { rule: "benchmark" }
  | { paymentsOf: number }
  | { rateOf: string }
  | { setting: "ownCountry" };

/** How far a criterion is from being met. */
export type Gap =
  | Money
  | { count: number }
  | { basisPoints: number }
  | { rating: number }
  | { months: number; on: Day }
  | { on: Day }
  | { flag: true };

/** One criterion: what was tested, with which outcome. */
export interface EvidenceLine {
  aspect: string;
  weight: Weight;
  verdict: "met" | "notMet" | "unknown";
  actual: Measure | null;
  threshold: Measure | null;
  source: "orders" | "touches" | "entered" | "nowhere";
  /** The customer's field that it was entered in. */
  field: string | null;
  missing: Missing | null;
  gap: Gap | null;
}

export interface Evidence {
  class: ClassKey;
  certainty: "settled" | "provisional";
  /** Why there is no class. */
  blank: { why: "neverOrdered" | "noSales" | "noSign" | "missing"; missing: Missing | null } | null;
  /** The classes that were tried, best first, each with its criteria. */
  steps: {
    class: ClassKey;
    reached: "met" | "notMet" | "unknown";
    lines: EvidenceLine[];
    supporting: { met: number; unknown: number; of: number };
  }[];
  /** What lies between the customer and another class, and the day on which time alone brings it. */
  distances: { to: ClassKey; on: Day | null; lines: EvidenceLine[] }[];
}

export interface Explained extends Record<Scheme, Evidence> {
  type: "success";
  asOf: Day;
  customer: string;
  id: number;
}

export interface WhatIfOptions {
  asOf: Day;
  /** The rules to try, or the part of them that changes. */
  policy: PartialPolicy;
  /** The rules to compare with; those in force on that day unless given. */
  against?: PartialPolicy;
}

export interface WhatIf {
  type: "success";
  asOf: Day;
  /** Who moves from class to class, by scheme, and last between the worries `high`, `mid` and `low` of leaving. */
  movements: {
    scheme: Scheme | "risk";
    from: ClassKey;
    to: ClassKey;
    customers: number;
    /** Their sales of the trailing twelve months. */
    sales: Minor;
    customer: string[];
  }[];
}

export interface RfmOptions {
  asOf: Day;
  /** Own limits: four ascending whole numbers a measure, each the smallest value of the next bin. */
  cuts?: { recencyDays: number[]; orders: number[]; amount: Minor[] };
  /** Bins as R's package `rfm` makes them. */
  compatible?: boolean;
  /** Fifths of one size, as `NTILE(5)` of SQL deals them out: equal values may be parted, by `id`. */
  fifths?: boolean;
  /** The rules of the segments; `vignette` unless given. */
  segments?: "vignette" | "classic";
}

/** Scores of all customers that ordered up to the day. */
export interface Rfm {
  type: "success";
  asOf: Day;
  customer: string[];
  id: Uint32Array;
  recencyDays: Uint32Array;
  orders: Uint32Array;
  amount: Float64Array;
  /** 1 to 5; 5 for the latest. */
  r: Uint8Array;
  /** 1 to 5; 5 for the most orders. */
  f: Uint8Array;
  /** 1 to 5; 5 for the largest amounts. */
  m: Uint8Array;
  /** Such as `champions`, `at-risk`, `others`. */
  segment: string[];
  /** High, mid or low value by the scores of frequency and amount and by loyalty (`policy.grades`). */
  grade: ("high" | "mid" | "low")[];
  /** 1 where the loyalty is not known and could change that. */
  isGradeProvisional: Uint8Array;
  /** The smallest whole value of each bin but the lowest; none where nobody ordered. */
  limits: { recencyDays: Float64Array; orders: Float64Array; amount: Float64Array } | null;
}

/** Purchase cycles of all customers that bought up to the day; 0 and "" stand where there is nothing to tell. */
export interface CycleTable {
  type: "success";
  asOf: Day;
  /** The median of the customers' medians; none while nobody bought on two days. */
  populationDays: number | null;
  customer: string[];
  id: Uint32Array;
  /** Different days with an order. */
  events: Uint32Array;
  first: Day[];
  last: Day[];
  sinceDays: Uint32Array;
  /** Intervals between those days; the next columns tell nothing where there are none. */
  intervals: Uint32Array;
  medianDays: Float64Array;
  meanDays: Float64Array;
  p90Days: Float64Array;
  /** Standard deviation by mean; from two intervals on. */
  variation: Float64Array;
  /** `unknown` below two intervals, `even` where all are of one length, else `gamma` with its `shape`. */
  regularity: ("unknown" | "even" | "gamma")[];
  shape: Float64Array;
  isRegular: Uint8Array;
  /** Whose intervals the expectation rests on; empty while nobody bought on two days. */
  rhythm: ("own" | "shrunk" | "population" | "")[];
  cycleDays: Float64Array;
  next: Day[];
  /** Days since the last order by those of a cycle: above 1 is overdue. */
  overdue: Float64Array;
}

/** Quarters of all customers that ordered up to the day; 0 and "" stand where there is nothing to tell. */
export interface TrendTable {
  type: "success";
  asOf: Day;
  measure: "amount" | "orders";
  /** The last day of the last complete quarter. */
  until: Day;
  customer: string[];
  id: Uint32Array;
  /** Complete quarters from the first order on, at most twelve. */
  quarters: Uint32Array;
  hasQuarterOnQuarter: Uint8Array;
  /** The growth of the last quarter: 0.5 for half more than the one before. */
  quarterOnQuarter: Float64Array;
  hasYearOnYear: Uint8Array;
  yearOnYear: Float64Array;
  /** 1 where two quarters running at least doubled. */
  isDoubledTwice: Uint8Array;
  /** 1 where the first of them may not be whole. */
  isProvisional: Uint8Array;
  /** The way by Mann and Kendall, from three quarters on. */
  direction: ("up" | "level" | "down" | "")[];
  s: Float64Array;
  /** The probability that chance alone does it; 1 below three quarters. */
  p: Float64Array;
  method: ("exact" | "normal" | "")[];
  /** The median slope by quarter (Theil and Sen), in minor units or orders. */
  slope: Float64Array;
}

export interface Concentrated {
  type: "success";
  asOf: Day;
  /** The sales that are added up, by the rules. */
  window: "trailing-year" | "all-history";
  /** Customers with sales above zero. */
  customers: number;
  total: Minor;
  /** The fifth of them with the most sales, and the part of all sales that it makes. */
  topCustomers: number;
  topShare: number | null;
  hhi: number | null;
  gini: number | null;
  /** So many customers, largest first, have these sales together. */
  pareto: { customers: Uint32Array; sales: Float64Array };
}

export type Model = "bg_nbd" | "mbg_nbd" | "pareto_nbd";
/** Times in weeks. */
export type Parameters =
  | { r: number; alpha: number; a: number; b: number }
  | { r: number; alpha: number; s: number; beta: number };

export interface PredictOptions {
  /** The last day that is known. */
  end: Day;
  /** `mbg_nbd` unless given. */
  model?: Model;
  /** Times ahead. */
  horizonsWeeks: number[];
  /** Parameters to use without a fit. */
  params?: Parameters;
  /** The owner's margin in basis points; `clv` is told with it. */
  marginBp?: number;
  /** What a month takes off, such as 0.01; 0 unless given. */
  discountMonthly?: number;
  /** The months that `clv` reaches ahead; 12 unless given. */
  months?: number;
}

/** Why orders do not tell, with the figures that show it. */
export interface Reason {
  code: "tooFewRepeaters" | "noDropout" | "atBound" | "unsettled" | "noMeanSpend";
  message: string;
  [figure: string]: unknown;
}

/** What the orders of all customers that bought up to the day say of those to come. */
export interface Predicted {
  type: "success";
  end: Day;
  model: Model;
  /** `refused` where the orders do not tell: then there is a reason, and `overdue` instead of what is to come. */
  status: "fitted" | "given" | "refused";
  reason?: Reason;
  params?: Parameters;
  logLikelihood?: number;
  /** The same of customers that never leave; of a fit. */
  logLikelihoodWithoutDropout?: number;
  customer: string[];
  id: Uint32Array;
  /** Days with an order after the first one. */
  x: Uint32Array;
  /** Weeks from the first to the last of them. */
  tx: Float64Array;
  /** Weeks from the first to the end. */
  T: Float64Array;
  /** Days since the last order by those of a cycle; 0 while nobody bought on two days. */
  overdue: Float64Array;
  /** The probability that a customer is still there. */
  pAlive?: Float64Array;
  /** For each time ahead, the orders to expect. */
  expected?: Float64Array[];
  /** The amount of an order to expect, in minor units. */
  spend?: Float64Array;
  /** Why there is none. */
  spendReason?: Reason;
  /** What the orders to come are worth, in minor units. */
  clv?: Float64Array;
  /** What the `clv` of the customers comes to that a customer referred itself. */
  referralValue?: Float64Array;
}

export interface ReviewOptions {
  from: Day;
  to: Day;
  /** `quarterly` unless given. */
  kind?: "quarterly" | "half-yearly-c" | "yearly";
  /** The day on which the owner looks: later decisions are not known; `to` unless given. */
  seenOn?: Day;
  policy?: PartialPolicy;
}

export interface Proposal {
  customer: string;
  id: number;
  kind:
    | "growth" | "payment-risk" | "need-changed" | "dormant" | "lost" | "sales-changed"
    | "scale-crossed" | "value-changed" | "stale-data" | "expired" | "drift" | "unreviewed";
  /** A scheme, or `sales`, or `data`. */
  matter: string;
  from: ClassKey;
  to: ClassKey;
  direction: "up" | "down" | "same";
  certainty: "settled" | "provisional";
  /** Sales of the trailing twelve months. */
  sales: Minor;
  status: { state: "open" | "answered" | "settled" | "postponed"; on: Day | null; ruling: string | null; until: Day | null };
  /** The figures behind it, by its kind. */
  evidence: Record<string, unknown>;
}

export interface Reviewed {
  type: "success";
  from: Day;
  to: Day;
  kind: "quarterly" | "half-yearly-c" | "yearly";
  proposals: Proposal[];
}

export type Weight = "required" | "supporting" | "off";

/** A criterion of a value class; shares and margins are basis points, 1,500 for 15 %. */
export type Criterion = { weight: Weight } & (
  | { test: "share"; from: number }
  | { test: "cooperation"; months: number }
  | { test: "lateness"; count: number; days: number }
  | { test: "margin"; above: number }
  | { test: "loyaltyOrPlan"; loyalty: number }
  | { test: "growthPlan" }
  | { test: "triesNew" }
);

/** The owner's rules, in the form that a backup has them. */
export interface Policy {
  scale: {
    measure: "sales" | "procurement" | "turnover" | "largest";
    smallFrom: Minor;
    mediumFrom: Minor;
    largeFrom: Minor;
  };
  value: {
    unknown: "set-aside" | "not-met";
    marginMode: "points" | "relative";
    benchmark: number | null;
    a: Criterion[];
    b: Criterion[];
  };
  abc: {
    window: "trailing-year" | "all-history";
    /** Basis points of all sales. */
    aUntil: number;
    bUntil: number;
  };
  stage: {
    longTermOrders: number;
    dormantAfterDays: number;
    lostAfterDays: number;
    unansweredTouches: number;
    unansweredIdleDays: number;
    labels: "lifecycle" | "purchase" | "acquaintance";
  };
  frequency: { highFrom: number };
  need: {
    categoriesFrom: number;
    /** Basis points by which the largest order of the year is above the smallest. */
    sizeSpreadBelow: number;
  };
  cooperation: { graceDays: number };
  review: {
    growth: "amount" | "orders";
    lateFrom: number;
    demotionMonths: number;
    salesChange: number;
    staleMonths: number;
    unreviewedMonths: number;
  };
  /** The score of leaving, which the page shows as risk: weights from 0 to 100, not all 0; the rest says what counts. */
  churn: {
    overdue: number;
    complaint: number;
    lateness: number;
    falling: number;
    /** Basis points of a cycle: 10,000 is one. */
    overdueFrom: number;
    overdueFull: number;
    latePayments: number;
    lateDays: number;
    /** Basis points of the sales before. */
    fallFull: number;
    /** Hundredths of a point of the score. */
    highFrom: number;
    midFrom: number;
  };
  /** What a factor weighs in the grid of markets, from 0 to 100; on neither axis all 0. */
  positioning: {
    "market-size": number;
    "market-growth": number;
    "little-competition": number;
    "own-growth": number;
    "own-margin": number;
    product: number;
    technology: number;
    service: number;
    "product-need": number;
    "service-need": number;
    "price-need": number;
    "own-size": number;
  };
  /** Levels ascend, in sales and in points. */
  membership: {
    /** What levels are measured by: sales or points of the trailing twelve months. */
    measure: "annual-spend" | "points";
    silverFrom: Minor;
    goldFrom: Minor;
    diamondFrom: Minor;
    silverPoints: number;
    goldPoints: number;
    diamondPoints: number;
    /** Sales that earn a point; 0 earns none. */
    pointPer: Minor;
    referralPoints: number;
    /** Points are good for so long; 0 for ever. */
    goodMonths: number;
    /** A reward is due from so many points on. */
    rewardPoints: number;
  };
  /** From which mean of the scores of frequency and amount and of loyalty, in hundredths of 1 to 5, value is high or mid. */
  grades: { highFrom: number; midFrom: number };
  /**
   * What the customers of a class get, where that is not what the sources have: by class, such as `scale.large`,
   * `value.A` or `membership.gold`, keys of the sources' services such as `own-manager`, or own texts.
   */
  services: Record<string, string[]>;
}

/** Rules of which parts are left out; a list is given whole. */
export type PartialPolicy = { [K in keyof Policy]?: Partial<Policy[K]> };
