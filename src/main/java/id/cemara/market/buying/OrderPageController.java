package id.cemara.market.buying;

import id.cemara.files.Upload;
import id.cemara.market.ordering.OrderTokens;
import id.cemara.market.ordering.OrderView;
import id.cemara.market.ordering.Orders;
import id.cemara.market.ordering.steps.OrderStep;
import id.cemara.market.ordering.steps.StepDetails;
import id.cemara.payment.PaymentGateway;
import id.cemara.payment.QrisImages;
import id.cemara.shared.Refused;
import id.cemara.shell.forms.Form;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Map;
import java.util.List;
