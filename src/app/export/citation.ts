/** What every export says of its source. */
export const CITATION =
  'T. Kim and M. Kang, Why Rectified Power Unit Networks Fail and How to Improve It: An Effective Field Theory Perspective, arXiv 2408.02697';
