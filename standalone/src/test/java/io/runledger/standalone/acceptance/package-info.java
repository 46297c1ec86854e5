/** What the product promises, proven over HTTP against a server that was started as a user would start it. */
package io.runledger.standalone.acceptance;
